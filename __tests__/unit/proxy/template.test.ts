import { describe, expect, test } from '@jest/globals';
import { renderTemplate } from '../../../src/proxy/template.js';

describe('renderTemplate', () => {
  test('fills in every occurrence', () => {
    expect(renderTemplate('{{a}} and {{a}}, {{b}}', { a: 'x', b: 'y' })).toBe('x and x, y');
  });

  test('indents the lines of a value as its placeholder is, but not empty ones', () => {
    expect(renderTemplate('server {\n    {{body}}\n}\n', { body: 'one;\n\ntwo;\n' })).toBe(
      'server {\n    one;\n\n    two;\n}\n',
    );
  });

  test('puts a value in as it is: neither `$&` nor a placeholder inside it means anything', () => {
    expect(renderTemplate('[{{a}}]', { a: "$& $' {{b}}" })).toBe("[$& $' {{b}}]");
  });

  test('refuses a name without a value, also one that every object has', () => {
    expect(() => renderTemplate('{{domain}}', {})).toThrow('asks for {{domain}}');
    expect(() => renderTemplate('{{constructor}}', {})).toThrow('asks for {{constructor}}');
  });

  test('refuses a value that nothing asks for', () => {
    expect(() => renderTemplate('{{a}}', { a: '1', b: '2', c: '3' })).toThrow('does not use: b, c');
  });
});
