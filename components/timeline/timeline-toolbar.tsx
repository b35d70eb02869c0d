import { type ViewPreset, viewPresets } from "#components/timeline/use-timeline-view.ts";
import { Button } from "#components/ui/button.tsx";
import { OneOf } from "#components/ui/one-of.tsx";
import { Pressable } from "#components/ui/pressable.tsx";

interface TimelineToolbarProps {
  preset: ViewPreset | null;
  onPreset: (preset: ViewPreset) => void;
  onZoom: (factor: number) => void;
  onPan: (part: number) => void;
  isTable: boolean;
  onTable: (isTable: boolean) => void;
}

export function TimelineToolbar({ preset, onPreset, onZoom, onPan, isTable, onTable }: TimelineToolbarProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      {!isTable && (
        <>
          <OneOf label="Stretch of time shown" choices={viewPresets} chosen={preset} onChoose={onPreset} />
          {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons, not a form */}
          <div role="group" aria-label="Move and zoom the timeline" className="flex gap-0.5">
            <Tool label="Earlier" onPress={() => onPan(-0.5)} path="M8 2 3.5 6 8 10" />
            <Tool label="Later" onPress={() => onPan(0.5)} path="M4 2l4.5 4L4 10" />
            <Tool label="Zoom in" onPress={() => onZoom(0.4)} path="M6 2v8M2 6h8" />
            <Tool label="Zoom out" onPress={() => onZoom(2.5)} path="M2 6h8" />
          </div>
        </>
      )}
      <Pressable
        aria-pressed={isTable}
        onClick={() => onTable(!isTable)}
        className="link min-h-7 text-sm whitespace-nowrap"
      >
        {isTable ? "as a picture" : "as a table"}
      </Pressable>
    </div>
  );
}

function Tool({ label, onPress, path }: { label: string; onPress: () => void; path: string }) {
  return (
    <Button
      tone="quiet"
      size="small"
      aria-label={label}
      data-tooltip={label}
      onClick={onPress}
      className="px-1.5"
    >
      <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3.5">
        <path d={path} fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
    </Button>
  );
}
