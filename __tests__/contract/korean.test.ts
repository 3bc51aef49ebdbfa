import { describe, expect, test } from '@jest/globals';
import { parseAction, parseWords } from '../../scripts/reference.js';
import { ERROR_CODES } from '../../src/errors/codes.js';
import { messagesIn } from './messages.js';
import { read } from './source-files.js';

const action = parseAction(read('action.yml'));
const words = parseWords(read('docs/reference.ko.yml'));
const KOREAN = ['README.ko.md', 'docs/errors.ko.md', 'docs/native.ko.md', 'docs/reference.ko.yml'];

/** What no Korean engineer would write here, and the word of the field. */
const UNNATURAL: readonly (readonly [RegExp, string])[] = [
  [/본 지문/, '호스트가 제시한 지문'],
  [/말(하|한|할|합|해)/, '출력합니다, 보고합니다, 프로토콜을 사용합니다'],
  [/(?<!질)(묻고|묻는|묻습|물어보|물어봅)/, '조회합니다, 요청합니다'],
  [/옆(에|의)/, '병행해서, 새 디렉터리에'],
  [/잃지/, '무중단 배포'],
  [/낱말/, '이름, 단어, 인수'],
  [/살펴(보|봅)/, '조회합니다, 확인합니다'],
  [/모두에게|누구에게나/, '전체(0.0.0.0/0)에'],
  [/돌고 있|도는 /, '실행 중인'],
  [/(?<!자격 )증명/, '확인합니다, 검증합니다'],
  [/맡겨 둡/, '직접 관리합니다'],
  [/듣는|듣습/, '리스닝'],
  [/얹/, '추가합니다'],
  [/한꺼번에/, '한 번에 모두'],
  [/바깥/, '외부'],
  [/가립니다|가리지/, '마스킹합니다'],
  [/기계|행세/, '머신, 중간자 공격'],
  [/(?<!응)답(을|이 없|하는|하지|합|한 뒤)/, '응답'],
  [/옛/, '기존, 이전'],
  [/그냥/, '일반'],
  [/제대로 끝/, '정상 종료(graceful shutdown)'],
  [/다섯 칸/, '5개 필드'],
  [/거절/, '거부, 배포를 시작하지 않습니다'],
];

/** The words that a Korean engineer searches for. */
const SEARCHED = ['무중단 배포', '롤백', '헬스 체크', '리버스 프록시', '마스킹', '호스팅 영역', '탄력적 IP'];

describe.each(KOREAN)('%s', (path) => {
  const lines = withoutCode(read(path)).split('\n');

  test('uses the words of the field', () => {
    const found = UNNATURAL.flatMap(([word, better]) =>
      lines.filter((line) => word.test(line)).map((line) => `${line.trim()} → ${better}`),
    );
    expect(found).toEqual([]);
  });

  test('keeps one level of politeness, 합니다체', () => {
    expect(lines.filter((line) => /세요|[해에어]요(?=[.,)\s]|$)|십시오|[^니]다(?=[.:]|$)/.test(line))).toEqual([]);
  });
});

describe('README.ko.md', () => {
  const [english, korean] = [read('README.md'), read('README.ko.md')];

  test('has as many sections at each level as README.md', () => {
    const levels = (text: string): readonly string[] =>
      [...withoutBlocks(text).matchAll(/^#+ /gm)].map(([mark]) => mark);
    expect(levels(korean)).toEqual(levels(english));
  });

  test('has the code blocks of README.md, apart from comments', () => {
    expect(blocksOf(korean)).toEqual(blocksOf(english));
  });

  test('has as many list entries and table rows in each section as README.md', () => {
    const entries = (text: string): readonly number[] =>
      withoutBlocks(text)
        .split(/^## /m)
        .map((section) => [...section.matchAll(/^(- |\d+\. |\|)/gm)].length);
    expect(entries(korean)).toEqual(entries(english));
  });

  test('names every input that README.md names', () => {
    const named = (text: string): readonly string[] =>
      Object.keys(action.inputs).filter((name) => new RegExp(`\`${name}(:[^\`]*)?\``).test(text));
    expect(named(proseOf(korean))).toEqual(expect.arrayContaining([...named(proseOf(english))]));
  });

  test('links to the same pages, to those in Korean where there are any', () => {
    const inKorean: Readonly<Record<string, string>> = {
      'README.ko.md': 'README.md',
      'docs/errors.md': 'docs/errors.ko.md',
      'docs/native.md': 'docs/native.ko.md',
      '#with-an-ssh-key': '#ssh-키-사용',
    };
    const links = (text: string): readonly string[] =>
      [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
    const expected = links(english).map((link) => inKorean[link] ?? link);
    expect(new Set(links(korean))).toEqual(new Set(expected));
  });

  test.each(SEARCHED)('has the word %s', (word) => {
    expect(korean).toContain(word);
  });
});

describe('docs/reference.ko.yml', () => {
  const described = [
    ...Object.entries(action.inputs).map(([name, { description }]) => ({
      name,
      description,
      text: words.inputs[name],
    })),
    ...Object.entries(action.outputs).map(([name, { description }]) => ({
      name,
      description,
      text: words.outputs[name],
    })),
  ];

  test('has every input and every output, in the order of action.yml', () => {
    expect(Object.keys(words.inputs)).toEqual(Object.keys(action.inputs));
    expect(Object.keys(words.outputs)).toEqual(Object.keys(action.outputs));
  });

  test.each(described)(
    'describes $name in Korean, with the values that action.yml names',
    ({ description, text = '' }) => {
      expect(text).toMatch(/[가-힣]{2}/);
      expect(valuesIn(text)).toEqual(expect.arrayContaining([...valuesIn(description)]));
    },
  );
});

describe('docs/errors.ko.md', () => {
  const sections = new Map(sectionsOf('docs/errors.ko.md'));
  const english = new Map(sectionsOf('docs/errors.md'));

  test('has the codes of docs/errors.md in the same order', () => {
    expect([...sections.keys()]).toEqual([...ERROR_CODES]);
    expect([...sections.keys()]).toEqual([...english.keys()]);
  });

  test.each(ERROR_CODES)('gives for %s the message, then meaning, state and solution', (code) => {
    expect(sections.get(code)).toMatch(
      /^[\w-]+\n\n```text\n[^`]+\n```\n\n- \*\*의미\*\*: .{10,}\n- \*\*상태\*\*: .{4,}\n- \*\*해결\*\*: .{10,}\n*$/,
    );
  });

  test.each(ERROR_CODES)('quotes for %s the messages of docs/errors.md', (code) => {
    expect(messagesIn(sections.get(code))).toEqual(messagesIn(english.get(code)));
  });
});

function sectionsOf(path: string): readonly (readonly [string, string])[] {
  const [, ...sections] = read(path).split(/^## /m);
  return sections.map((section) => [section.split('\n')[0] ?? '', section] as const);
}

function blocksOf(text: string): readonly string[] {
  return [...text.matchAll(/```[^]*?```/g)].map(([block]) => block.replace(/[ \t]+# .*$/gm, ''));
}

function withoutBlocks(text: string): string {
  return text.replace(/```[^]*?```/g, '');
}

function withoutCode(text: string): string {
  return withoutBlocks(text).replace(/`[^`\n]*`/g, '`…`');
}

/** Without the generated reference. */
function proseOf(text: string): string {
  return withoutBlocks(text).replace(/<!-- reference: begin[^]*<!-- reference: end -->/, '');
}

/** Code and durations, which no translation changes. Placeholders and patterns of words are translated. */
function valuesIn(text: string): readonly string[] {
  const codes = [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  return [...codes.filter((code) => !/<|^(step: duration|true)$/.test(code)), ...(text.match(/\b\d+[hms]\b/g) ?? [])];
}
