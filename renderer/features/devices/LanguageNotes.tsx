import type { LanguageProblem } from '../../../main/contract/languages.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';

const asFailure = ({ file, path, fault }: LanguageProblem): Failure => ({
  code: 'languageRefused',
  detail: { file, path: path === '' ? file : path, languageFault: fault },
});

/** The language files that the terminal goes on without, and why (K1); nothing while all of them fit. */
export function LanguageNotes() {
  const { value } = useCall('languages', {});
  return value?.refused.map((problem) => <FailureNote key={problem.file} failure={asFailure(problem)} />);
}
