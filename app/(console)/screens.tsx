"use client";

import dynamic from "next/dynamic";
import { SkeletonRows } from "#components/ui/skeleton.tsx";

const loading = () => <SkeletonRows label="Loading the page" />;

/*
 * Every screen of the console, each a part of the program of its own: the server draws it with its answers, the shell
 * can be used at once, and the screen as soon as its part has come. `dynamic` wants to be called in full each time.
 */
export const AlertHistory = dynamic(
  () => import("./alerts/_components/alert-history.tsx").then((screen) => screen.AlertHistory),
  { loading },
);
export const OpenAlerts = dynamic(
  () => import("./alerts/_components/open-alerts.tsx").then((screen) => screen.OpenAlerts),
  { loading },
);
export const Rules = dynamic(() => import("./alerts/_components/rules.tsx").then((screen) => screen.Rules), {
  loading,
});
export const Silences = dynamic(
  () => import("./alerts/_components/silences.tsx").then((screen) => screen.Silences),
  { loading },
);
export const AlertDetail = dynamic(
  () => import("./alerts/[id]/_components/alert-detail.tsx").then((screen) => screen.AlertDetail),
  { loading },
);
export const ApprovalInbox = dynamic(
  () => import("./approvals/_components/approval-inbox.tsx").then((screen) => screen.ApprovalInbox),
  { loading },
);
export const Audit = dynamic(() => import("./audit/_components/audit.tsx").then((screen) => screen.Audit), {
  loading,
});
export const Backups = dynamic(
  () => import("./backups/_components/backups.tsx").then((screen) => screen.Backups),
  { loading },
);
export const Objectives = dynamic(
  () => import("./objectives/_components/objectives.tsx").then((screen) => screen.Objectives),
  { loading },
);
export const OperationDetail = dynamic(
  () => import("./operations/[id]/_components/operation-detail.tsx").then((screen) => screen.OperationDetail),
  { loading },
);
export const OperationList = dynamic(
  () => import("./operations/_components/operation-list.tsx").then((screen) => screen.OperationList),
  { loading },
);
export const Overview = dynamic(
  () => import("./_components/overview.tsx").then((screen) => screen.Overview),
  { loading },
);
export const ResourceDetail = dynamic(
  () => import("./resources/[id]/_components/resource-detail.tsx").then((screen) => screen.ResourceDetail),
  { loading },
);
export const RestoreDetail = dynamic(
  () => import("./restores/[id]/_components/restore-detail.tsx").then((screen) => screen.RestoreDetail),
  { loading },
);
export const RequestForm = dynamic(
  () => import("./restores/new/_components/request-form.tsx").then((screen) => screen.RequestForm),
  { loading },
);
export const RestoreList = dynamic(
  () => import("./restores/_components/restore-list.tsx").then((screen) => screen.RestoreList),
  { loading },
);
export const RetentionRequest = dynamic(
  () =>
    import("./retention/[id]/_components/retention-request.tsx").then((screen) => screen.RetentionRequest),
  { loading },
);
export const Schedule = dynamic(
  () => import("./schedule/_components/schedule.tsx").then((screen) => screen.Schedule),
  { loading },
);
export const Runs = dynamic(() => import("./schedule/_components/runs.tsx").then((screen) => screen.Runs), {
  loading,
});
export const Account = dynamic(
  () => import("./settings/account/_components/account.tsx").then((screen) => screen.Account),
  { loading },
);
export const Channel = dynamic(
  () => import("./settings/channels/_components/channel.tsx").then((screen) => screen.Channel),
  { loading },
);
export const Deliveries = dynamic(
  () => import("./settings/channels/_components/deliveries.tsx").then((screen) => screen.Deliveries),
  { loading },
);
export const AddChannel = dynamic(
  () => import("./settings/channels/_components/add-channel.tsx").then((screen) => screen.AddChannel),
  { loading },
);
export const Channels = dynamic(
  () => import("./settings/channels/_components/channels.tsx").then((screen) => screen.Channels),
  { loading },
);
export const People = dynamic(
  () => import("./settings/people/_components/people.tsx").then((screen) => screen.People),
  { loading },
);
export const Permissions = dynamic(
  () => import("./settings/permissions/_components/permissions.tsx").then((screen) => screen.Permissions),
  { loading },
);
export const Policy = dynamic(
  () => import("./settings/policies/_components/policy.tsx").then((screen) => screen.Policy),
  { loading },
);
export const NewPolicy = dynamic(
  () => import("./settings/policies/_components/new-policy.tsx").then((screen) => screen.NewPolicy),
  { loading },
);
export const Policies = dynamic(
  () => import("./settings/policies/_components/policies.tsx").then((screen) => screen.Policies),
  { loading },
);
export const Repository = dynamic(
  () => import("./settings/repositories/_components/repository.tsx").then((screen) => screen.Repository),
  { loading },
);
export const AddRepository = dynamic(
  () =>
    import("./settings/repositories/_components/add-repository.tsx").then((screen) => screen.AddRepository),
  { loading },
);
export const Repositories = dynamic(
  () => import("./settings/repositories/_components/repositories.tsx").then((screen) => screen.Repositories),
  { loading },
);
export const ResourceSettings = dynamic(
  () =>
    import("./settings/resources/_components/resource-settings.tsx").then(
      (screen) => screen.ResourceSettings,
    ),
  { loading },
);
export const RegisterResource = dynamic(
  () =>
    import("./settings/resources/_components/register-resource.tsx").then(
      (screen) => screen.RegisterResource,
    ),
  { loading },
);
export const Resources = dynamic(
  () => import("./settings/resources/_components/resources.tsx").then((screen) => screen.Resources),
  { loading },
);
export const Workers = dynamic(
  () => import("./settings/workers/_components/workers.tsx").then((screen) => screen.Workers),
  { loading },
);
