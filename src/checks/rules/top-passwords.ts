/**
 * Words that an attacker tries first, the most frequent in front: lists of leaked passwords of the last years agree on
 * nearly all of them (https://en.wikipedia.org/wiki/List_of_the_most_common_passwords). Names of what runs here are added.
 */
export const TOP_PASSWORDS: readonly string[] = [
  ...'password 123456 admin 12345678 qwerty 123456789 12345 1234 secret changeme'.split(' '),
  ...'admin123 password123 qwerty123 test root 1q2w3e4r 111111 123123 Password password1'.split(' '),
  ...'letmein welcome guest user pass 1234567 1234567890 000000 abc123 iloveyou'.split(' '),
  ...'toor passw0rd P@ssw0rd P@ssword Password1 Password123 Admin123 Admin admin1 administrator'.split(' '),
  ...'postgres directus n8n traefik portainer dozzle pgadmin redis grafana prometheus'.split(' '),
  ...'webmin monitor tapbot docker ubuntu debian server qdrant vault deploy'.split(' '),
  ...'dragon monkey football baseball master shadow sunshine princess superman michael'.split(' '),
  ...'1qaz2wsx qazwsx q1w2e3r4 zaq12wsx qwe123 qweqwe asdfgh zxcvbn qwertyuiop asdf'.split(' '),
  ...'654321 666666 121212 112233 555555 777777 888888 987654321 11111111 88888888'.split(' '),
  ...'test123 demo default login hello trustno1 whatever mypassword hunter2 s3cr3t'.split(' '),
];
