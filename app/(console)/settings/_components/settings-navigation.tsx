import { SectionNavigation } from "#components/layout/section-navigation.tsx";

const places = [
  { href: "/settings/resources", label: "Resources" },
  { href: "/settings/repositories", label: "Repositories" },
  { href: "/settings/policies", label: "Policies" },
  { href: "/settings/workers", label: "Workers" },
  { href: "/settings/channels", label: "Channels" },
  { href: "/settings/people", label: "People" },
  { href: "/settings/permissions", label: "Permissions" },
  { href: "/settings/account", label: "Your account" },
];

export function SettingsNavigation() {
  return <SectionNavigation label="Settings" places={places} className="mb-4.5" />;
}
