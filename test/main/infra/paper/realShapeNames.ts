/** Parts of invented names: the shapes are real (particles, hyphens, apostrophes, one part only, diacritics), the people are not. */
const families = [
  'SPECIMEN',
  'MUSTER-BEISPIEL',
  'O’EXAMPLE',
  'VAN DER VOORBEELD',
  'DE LA MUESTRA Y EJEMPLO',
  'ŁUKASZEWSKI-PRZYKŁAD',
  'ÖRNEKOĞLU',
  'EXEMPLU-ȘTEFĂNESCU',
  'PÉLDAŐRY',
  'ŻÓŁĆ',
  'BIN CONTOH AL-MISAL',
  'WOLFESCHLEGELSTEINHAUSENBEISPIELDORFF',
  'VÍ DỤ NGUYỄN',
  'WANYAMA WA MFANO',
  'ÞÓRSDÓTTIR',
  'MC’SAMPLE',
  'SÃO EXEMPLO DOS SANTOS',
  'ABDYLDAJEWA',
  'W',
  'IVANOVA-PRIMEROVA',
];
const given = [
  '',
  'ANNA',
  'ANNA MARIA',
  'JEAN-PIERRE',
  'MARIA DEL CARMEN GUADALUPE',
  'ŞÜKRAN İNCİ',
  'ZOË CHLOË',
  'BJÖRN ÅKE',
  'D’ARTAGNAN',
  'ALEXANDRA CONSTANTIA WILHELMINA FRIEDERIKE CHRISTIANE',
  'JI',
  'MWANAJUMA BINTI SALUM',
  'KRZYSZTOF BARTŁOMIEJ',
  'THỊ MINH PHƯƠNG',
  'ĐORĐE',
  'ALI MOHAMMED ABDULRAHMAN IBRAHIM ABDULAZIZ MOHAMMED',
  'ŽELJKO',
  'GERŐ',
  'ILLIAM LLYWELYN',
  'WWWWWW MMMMMM WWWWWW',
];

/** The first so many different names, the same ones every time; some reach 120 characters. */
export function realShapeNames(count: number): string[] {
  const names = families.flatMap((family, row) =>
    given.flatMap((part, column) => {
      const name = part === '' ? family : `${family}, ${part}`;
      const second = families[(row + column + 1) % families.length] ?? family;
      return (row + column) % 3 === 0 ? [name, `${name} ${second}, ${part} ${second}`.trim()] : [name];
    }),
  );
  return [...new Set(names)].slice(0, count);
}
