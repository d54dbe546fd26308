// The tests that failed, by name and with the first line of why: said once more at the very end, where somebody reads first.
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {{ fullName: string, status: string, failureMessages?: string[] }} Assertion
 * @typedef {{ testResults: { name: string, status: string, message?: string, assertionResults: Assertion[] }[] }} VitestReport
 * @typedef {{ title: string, ok: boolean, file?: string, tests: { results: { error?: { message?: string } }[] }[] }} Spec
 * @typedef {{ title: string, specs?: Spec[], suites?: Suite[] }} Suite
 */

const firstLine = (/** @type {string | undefined} */ text = '') =>
  stripVTControlCharacters(text.split('\n')[0] ?? '').slice(0, 200);

/** Of the report of vitest. @param {VitestReport} report @param {string} folder of the repository */
export function failedOfVitest(report, folder) {
  return report.testResults.flatMap((file) => {
    const name = file.name.replace(`${folder}/`, '');
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    // A file that does not even load has no tests to name.
    if (file.status === 'failed' && failed.length === 0) return [`${name}: ${firstLine(file.message)}`];
    return failed.map((test) => `${name} › ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`);
  });
}

/** Of the report of Playwright. @param {{ suites: Suite[] }} report @returns {string[]} */
export function failedOfPlaywright(report) {
  const inside = (/** @type {Suite} */ suite, /** @type {string} */ path) => {
    const here = path === '' ? suite.title : `${path} › ${suite.title}`;
    /** @type {string[]} */
    const own = (suite.specs ?? [])
      .filter(({ ok }) => !ok)
      .map(
        ({ title, tests }) =>
          `${here} › ${title}: ${firstLine(tests.at(-1)?.results.find(({ error }) => error)?.error?.message)}`,
      );
    return [...own, ...(suite.suites ?? []).flatMap((each) => inside(each, here))];
  };
  return report.suites.flatMap((suite) => inside(suite, ''));
}
