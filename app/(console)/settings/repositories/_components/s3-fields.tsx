import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";

export function S3Fields({ errorOf }: { errorOf: (path: string) => string | undefined }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Endpoint" hint="Host name only, without https://." error={errorOf("location.endpoint")}>
        {(control) => (
          <Input
            {...control}
            name="location.endpoint"
            placeholder="s3.eu-central-1.amazonaws.com"
            spellCheck={false}
          />
        )}
      </Field>
      <Field label="Port" error={errorOf("location.port")}>
        {(control) => (
          <Input
            {...control}
            name="location.port"
            type="number"
            inputMode="numeric"
            min={1}
            max={65535}
            defaultValue={443}
          />
        )}
      </Field>
      <Field label="Bucket" error={errorOf("location.bucket")}>
        {(control) => <Input {...control} name="location.bucket" spellCheck={false} />}
      </Field>
      <Field label="Prefix" isOptional error={errorOf("location.prefix")}>
        {(control) => (
          <Input {...control} name="location.prefix" placeholder="/holdfast" spellCheck={false} />
        )}
      </Field>
      <Field label="Region" error={errorOf("location.region")}>
        {(control) => (
          <Input {...control} name="location.region" defaultValue="us-east-1" spellCheck={false} />
        )}
      </Field>
      <Field label="Addressing" error={errorOf("location.uriStyle")}>
        {(control) => (
          <Select {...control} name="location.uriStyle" defaultValue="path">
            <option value="path">Bucket in the path</option>
            <option value="host">Bucket in the host name</option>
          </Select>
        )}
      </Field>
      <Field label="Access key ID" error={errorOf("accessKeyId")}>
        {(control) => <Input {...control} name="accessKeyId" spellCheck={false} />}
      </Field>
      <Field
        label="Secret access key"
        hint="Sealed here; only workers can open it."
        error={errorOf("secretAccessKey")}
      >
        {(control) => (
          <Input {...control} name="secretAccessKey" type="password" autoComplete="new-password" />
        )}
      </Field>
      <Field
        label="File with a private certificate authority"
        isOptional
        className="sm:col-span-2"
        hint="On the worker's host."
        error={errorOf("location.caFile")}
      >
        {(control) => (
          <Input
            {...control}
            name="location.caFile"
            placeholder="/etc/ssl/company-ca.pem"
            spellCheck={false}
          />
        )}
      </Field>
    </div>
  );
}
