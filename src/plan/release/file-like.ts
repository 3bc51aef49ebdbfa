import { posix } from 'node:path';

/** Endings of names of files, whatever the other side of the mount is called. */
const ENDINGS: ReadonlySet<string> = new Set(
  `json jsonc json5 yaml yml conf cfg cnf config ini toml env properties xml plist txt md csv tsv
   pem key crt cer cert csr p7b p8 p12 pfx jks keystore truststore kdb der pub asc gpg pgp lic license token secret passwd htpasswd kubeconfig
   sql dump sh bash py js mjs cjs ts jsx tsx rb php pl lua go rs java jar war wasm css html htm template tpl tmpl j2
   sqlite sqlite3 db db3 rules ovpn zip gz tgz tar bz2 xz`.split(/\s+/),
);

/** Files whose names have no ending. */
const NAMES =
  /^(?:\.env(?:\..+)?|\.(?:htpasswd|netrc|pgpass|my\.cnf|dockercfg|vault-token|s3cfg|boto|git-credentials|gitconfig|erlang\.cookie|\w+rc)|[A-Z]\w*file|id_(?:rsa|dsa|ecdsa|ed25519)|authorized_keys|known_hosts|crontab)$/;

/** Ends of names of domains, which folders are called by. */
const DOMAINS =
  /^(?:com|net|org|io|dev|app|co|me|info|de|fr|nl|uk|eu|us|jp|kr|cn|br|in|ru|ch|at|se|local|test|example)$/;

/**
 * Whether a mount is meant to be of a file: by the name of its source, or of where it goes. Docker makes a directory of a source that is not
 * there. Names of folders may have dots too: `conf.d`, `v1.2`, `example.com`. Pure.
 */
export function isFileLike(path: string, target: string): boolean {
  const names = [path, target].map((text) => posix.basename(text));
  if (names.some((name) => NAMES.test(name))) return true;
  const [own = '', other = ''] = names.map((name) => posix.extname(name).slice(1));
  if ([own, other].some((ending) => ENDINGS.has(ending.toLowerCase()))) return true;
  // `a.xyz` that is mounted as `b.xyz`.
  return own === other && /^[A-Za-z][A-Za-z0-9]{1,7}$/.test(own) && !DOMAINS.test(own);
}
