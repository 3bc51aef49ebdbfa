import { describe, expect, test } from '@jest/globals';
import { toldPorts } from '../../../../src/compose/entry/told-ports.js';
import { read } from '../reading.js';

describe('the ports that variables name', () => {
  test.each([
    [{ ASPNETCORE_URLS: 'http://+:8080;https://+:8443' }, [8080]],
    [{ ASPNETCORE_URLS: 'http://*:5000/' }, [5000]],
    [{ ASPNETCORE_HTTP_PORTS: '8080;8081' }, [8080, 8081]],
    [{ ASPNETCORE_URLS: 'http://+:80', PORT: '3000' }, [80, 3000]],
    [{ PORT: 'tcp://10.0.0.1:80', HTTP_PORTS: '' }, []],
    [{ DB_PORT: '5432' }, []],
  ])('of %j are %j', (variables, ports) => {
    expect(toldPorts(new Map(Object.entries(variables)))).toEqual(ports);
  });

  test('of a Dockerfile are tried next to the published one, which they contradict', () => {
    const files = {
      'compose.yaml': 'services:\n  api: {build: ., ports: ["8080:8081"]}\n',
      Dockerfile:
        'FROM mcr.microsoft.com/dotnet/aspnet:8.0\nENV ASPNETCORE_URLS=http://+:8080\nCMD ["dotnet", "Api.dll"]\n',
    };
    expect(read(files).entry.ports).toEqual([8081, 8080]);
  });

  test('of the service win over those of its image', () => {
    const files = {
      'compose.yaml': 'services:\n  api: {build: ., environment: {PORT: "4000"}}\n',
      Dockerfile: 'FROM node:22\nENV PORT=3000\nCMD ["node", "server.js"]\n',
    };
    expect(read(files).entry.ports).toEqual([4000]);
  });
});
