-- What a verification found damaged of the archived WAL: no recovery gets past it.
ALTER TABLE "resource_repositories" ADD COLUMN "damaged_segments" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN "verified_at" TIMESTAMPTZ(6);

GRANT UPDATE ("damaged_segments", "verified_at") ON "resource_repositories" TO holdfast_worker;
