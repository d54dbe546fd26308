import { Button } from 'antd';
import { useRef } from 'react';

/** A button that opens the system's file dialog. The same file can be picked twice. */
export function FilePick(props: {
  readonly label: string;
  readonly accept: string;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly title?: string;
  onPick(file: File): void;
}) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        loading={props.busy ?? false}
        disabled={props.disabled ?? false}
        title={props.title ?? ''}
        onClick={() => picker.current?.click()}
      >
        {props.label}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        accept={props.accept}
        aria-label={props.label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) props.onPick(file);
        }}
      />
    </>
  );
}
