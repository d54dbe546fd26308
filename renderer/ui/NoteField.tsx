import { Input } from 'antd';
import { Field } from './Field.tsx';

/** A short note in one line, at most 200 characters: what the host takes as one. */
export function NoteField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (note: string) => void;
}) {
  const { label, value, onChange } = props;
  return (
    <Field label={label}>
      {(id) => (
        <Input id={id} maxLength={200} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}
