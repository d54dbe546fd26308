import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceCompletion, DeviceState } from '../../../main/contract/devices.ts';
import type { Result } from '../../../main/contract/result.ts';
import { testsOf } from '../../../main/domain/devices/deviceTests.ts';
import { useAct } from '../../client/client.ts';
import { detailWord } from '../../i18n/detailWord.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { explain } from '../../ui/explain.ts';
import { faultOf } from './deviceWords.ts';

type TestId = 'read' | 'print' | 'reset';

export interface DeviceTest {
  readonly id: TestId;
  readonly label: string;
  readonly hint: string | null;
  run(): void;
}

/** `good` null: still under way. */
export interface TestResult {
  readonly good: boolean | null;
  readonly text: string;
}

/** The tests a device of this kind has, one at a time, and what the last one said. */
export function useDeviceTests(state: DeviceState): {
  readonly list: readonly DeviceTest[];
  readonly busy: TestId | null;
  readonly result: TestResult | null;
} {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const read = useAct('deviceTestRead');
  const print = useAct('deviceTestPrint');
  const reset = useAct('deviceReset');
  const [busy, setBusy] = useState<TestId | null>(null);
  const [result, setResult] = useState<TestResult | null>(null);
  const input = { deviceId: state.id };
  const { read: reads, print: prints } = testsOf[state.kind];

  const run = async <Value extends { readonly completion: DeviceCompletion }>(
    id: TestId,
    underWay: string,
    act: () => Promise<Result<Value>>,
    done: (value: Value) => string,
  ): Promise<void> => {
    setBusy(id);
    setResult({ good: null, text: underWay });
    const answer = await act();
    setBusy(null);
    if (!answer.ok) return setResult({ good: false, text: explain(answer.error, language).message });
    const fault = faultOf(answer.value.completion);
    setResult(
      fault === null
        ? { good: true, text: done(answer.value) }
        : { good: false, text: t('devices.test.failed', { fault: detailWord('fault', fault, language) }) },
    );
  };

  const list: DeviceTest[] = [];
  if (reads)
    list.push({
      id: 'read',
      label: t('devices.test.read'),
      hint: null,
      run: () =>
        void run(
          'read',
          t('devices.test.reading'),
          async () => read.run(input),
          ({ symbology, shape }) =>
            t('devices.test.readDone', { symbology: symbology ?? '', shape: shape ?? '' }),
        ),
    });
  if (prints !== null)
    list.push({
      id: 'print',
      label: t(`devices.test.${prints}`),
      hint: prints === 'status' ? t('devices.test.statusHint') : null,
      run: () =>
        void run(
          'print',
          t(prints === 'status' ? 'devices.test.asking' : 'devices.test.printing'),
          async () => print.run(input),
          ({ printed, paper }) =>
            !printed
              ? t('devices.test.answers')
              : paper === null
                ? t('devices.test.printedPage')
                : t('devices.test.printed', { paper: t(`devices.paperWord.${paper}`) }),
        ),
    });
  list.push({
    id: 'reset',
    label: t('devices.test.reset'),
    hint: null,
    run: () =>
      void run(
        'reset',
        t('devices.test.resetting'),
        async () => reset.run(input),
        () => t('devices.test.resetDone'),
      ),
  });
  return { list, busy, result };
}
