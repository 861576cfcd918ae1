#!/bin/bash
# Damages the class-data archive in many ways, and says for each how a command fared: "ok WHAT", or what differed.
set -u
lib=/usr/lib/hubwarden
archive=$lib/hubwarden.jsa
tree=/root/class-data-tree
kept=/root/class-data-kept
mkdir -p "$tree/etc/hubwarden" "$tree/etc/sudoers.d" "$tree/etc/skel" "$tree/home" "$tree/run" "$tree/var/lib" "$kept"
cp /etc/passwd /etc/group /etc/shadow /etc/gshadow "$tree/etc/"
printf 'version: 1\nusers: [alice, bob]\nadmins: [dana]\n' >"$tree/etc/hubwarden/state.yaml"
cp -p "$archive" "$archive.for" "$lib/hubwarden.jar" "$kept/"

plan() { hubwarden plan --root "$tree" >"$kept/out" 2>"$kept/err"; echo "exit $?" >>"$kept/out"; }

HUBWARDEN_CLASS_DATA=none plan
cp "$kept/out" "$kept/expected"
[ -s "$kept/err" ] && cat "$kept/err"

# Runs the command and compares, then puts everything back. The name of the damage is the argument.
try() {
  plan
  if cmp -s "$kept/out" "$kept/expected" && ! [ -s "$kept/err" ]; then
    echo "ok $1"
  else
    printf 'DIFFERS %s: ' "$1"
    head -c 300 "$kept/out" "$kept/err" | tr '\n' ' '
    echo
  fi
  rm -f "$archive" "$archive.for"
  cp -p "$kept/hubwarden.jsa" "$kept/hubwarden.jsa.for" "$kept/hubwarden.jar" "$lib/"
}

size=$(stat -c %s "$archive")
try 'as it was made'
for length in 0 1 100 4096 100000 $((size / 2)) $((size - 4096)) $((size - 1)); do
  truncate -s "$length" "$archive"
  touch -r "$kept/hubwarden.jsa" "$archive"
  try "cut to $length, with its old time"
done
# As bad blocks do: neither size nor time tells.
for offset in 4 16 200 1000 100000 $((size / 3)) $((size - 5000)) $((size - 10)); do
  printf '\377\376\375\374\373' | dd of="$archive" bs=1 seek="$offset" conv=notrunc status=none
  touch -r "$kept/hubwarden.jsa" "$archive"
  try "flipped at $offset, with its old time"
done
head -c "$size" /dev/urandom >"$archive"
touch -r "$kept/hubwarden.jsa" "$archive"
try 'garbage of its size and time'
touch "$lib/hubwarden.jar"
try 'a jar with another time'
touch "$lib/hubwarden.jar"
sed "s|[^ ]*:$lib/hubwarden.jar|$(stat --printf='%s:%.9Y:%n' "$lib/hubwarden.jar")|" "$kept/hubwarden.jsa.for" >"$archive.for"
try 'a jar with another time, and a line that says it is right'
rm "$archive.for"
try 'no line that says what it is for'
echo garbage >"$archive.for"
try 'another line'
rm "$archive"
try 'no archive'
rm "$archive"
mkdir "$archive"
plan; cmp -s "$kept/out" "$kept/expected" && ! [ -s "$kept/err" ] && echo "ok a directory"
rmdir "$archive"
cp -p "$kept/hubwarden.jsa" "$archive"
printf '#!/bin/sh\nexec java "$@"\n' >/root/other-java
chmod +x /root/other-java
HUBWARDEN_JAVA=/root/other-java try 'another Java'
chmod 0 "$archive"
setpriv --reuid=65534 --clear-groups hubwarden --version >"$kept/version" 2>&1
grep -qx 'hubwarden [0-9.]*' "$kept/version" && echo 'ok an archive that one may not read'
chmod 0644 "$archive"
