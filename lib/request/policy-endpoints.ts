import { attachPolicy } from "#lib/policies/attach-policy.ts";
import { createPolicy } from "#lib/policies/create-policy.ts";
import { describePolicy } from "#lib/policies/describe-policy.ts";
import { getPolicy } from "#lib/policies/get-policy.ts";
import { listPolicies } from "#lib/policies/list-policies.ts";
import { policyDescription, policyDto, policyList } from "#lib/policies/schema.ts";
import { updatePolicy } from "#lib/policies/update-policy.ts";

/** Part of the API table (api.ts). */
export const policyEndpoints = {
  "GET /policies": { verb: listPolicies, output: policyList },
  "POST /policies": { verb: createPolicy, output: policyDto },
  "GET /policies/{id}": { verb: getPolicy, output: policyDto },
  "POST /policies/{id}": { verb: updatePolicy, output: policyDto },
  "POST /policies/describe": { verb: describePolicy, output: policyDescription },
  "POST /resources/{id}/policy": { verb: attachPolicy, output: policyDto },
} as const;
