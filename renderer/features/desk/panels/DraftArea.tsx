import { Input } from 'antd';
import { Field } from '../../../ui/Field.tsx';
import { useDraftField } from '../draft/Draft.ts';

/** A field of a panel whose text outlives the panel (I5). */
export function DraftArea(props: {
  readonly field: string;
  readonly label: string;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
}) {
  const [typed, setTyped] = useDraftField(props.field);
  return (
    <Field label={props.label}>
      {(id) => (
        <Input.TextArea
          id={id}
          autoFocus={props.autoFocus ?? false}
          rows={props.rows ?? 2}
          maxLength={props.maxLength ?? 500}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
    </Field>
  );
}
