import type { LogLevel } from "#components/operations/use-log.ts";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";

const levels: { value: LogLevel; label: string }[] = [
  { value: "debug", label: "All levels" },
  { value: "info", label: "Info and above" },
  { value: "warn", label: "Warnings and errors" },
  { value: "error", label: "Errors" },
];

interface LogToolbarProps {
  search: string;
  onSearch: (search: string) => void;
  lowest: LogLevel;
  onLowest: (lowest: LogLevel) => void;
  isFollowing: boolean;
  onFollow: (isFollowing: boolean) => void;
  isLive: boolean;
  downloadHref: string;
}

export function LogToolbar(props: LogToolbarProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Input
        type="search"
        aria-label="Search the log"
        placeholder="Search the log"
        value={props.search}
        onChange={(event) => props.onSearch(event.target.value)}
        className="max-w-64 min-w-0 flex-[1_1_10rem]"
      />
      <Select
        aria-label="Lowest level shown"
        className="max-w-48 flex-[1_1_9rem]"
        value={props.lowest}
        onChange={(event) => {
          const level = levels.find((one) => one.value === event.target.value);
          if (level) props.onLowest(level.value);
        }}
      >
        {levels.map((level) => (
          <option key={level.value} value={level.value}>
            {level.label}
          </option>
        ))}
      </Select>
      <div className="flex gap-2 sm:ml-auto">
        {(props.isLive || !props.isFollowing) && (
          <Button onClick={() => props.onFollow(!props.isFollowing)}>
            {props.isFollowing ? "Pause" : props.isLive ? "Follow" : "Newest lines"}
          </Button>
        )}
        <a href={props.downloadHref} download className={buttonStyle({})}>
          Download
        </a>
      </div>
    </div>
  );
}
