-- A preview is asked for once: two requests with one plan would name one directory and one code twice.
ALTER TABLE "restores" ADD COLUMN "preview_id" UUID;
CREATE UNIQUE INDEX "restores_preview_id_key" ON "restores" ("preview_id");
