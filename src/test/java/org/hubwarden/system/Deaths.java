package org.hubwarden.system;

/**
 * The ways in which a daemon dies in the middle of a leaving. What it does is held up first: its own system calls by strace, its
 * errands and zstd by files that say so. So a moment to die in lasts until it is met.
 */
final class Deaths {

    private static final String SLOW_ZSTD = "/run/slow.zstd";

    private final Container machine;
    private int count;

    private Deaths(Container machine) {
        this.machine = machine;
    }

    /** Puts what holds things up in the place of what would go on. */
    static Deaths prepare(Container machine) {
        machine.sh("mv /usr/bin/zstd /usr/bin/zstd.real; mv /usr/bin/hubwarden /usr/bin/hubwarden.real")
                .orFail();
        machine.write("/usr/bin/zstd", """
                #!/bin/sh
                # As on a slow disk: after the first bytes it goes on when nobody wants it to be slow any more.
                slowly() { head -c 100000; while test -e %1$s; do sleep 0.1; done; cat; }
                test -e %1$s || exec /usr/bin/zstd.real "$@"
                case "$*" in
                  *-d*) /usr/bin/zstd.real "$@" | slowly ;;
                  *) slowly | /usr/bin/zstd.real "$@" ;;
                esac
                """.formatted(SLOW_ZSTD));
        machine.write("/usr/bin/hubwarden", """
                #!/bin/sh
                while test -e /run/slow."$1"; do sleep 0.1; done
                slow=; test "$1" != daemon || . /root/slow
                test -z "$slow" || exec strace -D -f --seccomp-bpf -o /dev/null -e trace=$slow \\
                  -e inject=$slow:delay_enter=3000000 /usr/bin/hubwarden.real "$@"
                exec /usr/bin/hubwarden.real "$@"
                """);
        machine.write("/root/slow", "");
        machine.sh("chmod +x /usr/bin/zstd /usr/bin/hubwarden && mkdir -p /etc/systemd/system/hubwarden.service.d"
                        + " && printf '[Service]\\nSystemCallFilter=\\n'"
                        + " >/etc/systemd/system/hubwarden.service.d/traced.conf && systemctl daemon-reload")
                .orFail();
        return new Deaths(machine);
    }

    /** The daemon, started anew with each such call held up, dies as soon as this is so, in the middle of something, by the proof. */
    void amid(String slowCall, String when, String proof) {
        machine.write("/root/slow", "slow=" + slowCall + "\n");
        begin();
        kill(when, "systemctl stop hubwarden");
        machine.write("/root/slow", "");
        machine.sh(proof).orFail();
    }

    /** The same, with an errand that has begun and does not go on. */
    void amidErrand(String word, String proof) {
        holdUp(word);
        begin();
        dies("pgrep -f '[e]rrand-" + word + "'", proof);
        letGo(word);
    }

    /** Starts the daemon and does not wait until it has made a pass. */
    void begin() {
        machine.sh("systemctl reset-failed hubwarden; systemctl restart --no-block hubwarden")
                .orFail();
    }

    /** The daemon that runs dies as soon as this is so, and systemd does not start the next. */
    void dies(String when, String proof) {
        kill(when, "systemctl stop hubwarden");
        machine.sh(proof).orFail();
    }

    /** The daemon that runs dies as soon as this is so, and systemd starts the next. */
    void diesAndIsStarted(String when) {
        kill(when, "true");
    }

    private void kill(String when, String then) {
        String pid = "p=$(systemctl show -p MainPID --value hubwarden); test $p -gt 1 && kill -KILL $p; ";
        String script = "until " + when + "; do sleep 0.02; done >/dev/null 2>&1; ";
        machine.sh(script + pid + then).orFail();
        count++;
    }

    void holdUp(String word) {
        machine.sh("touch /run/slow.errand-" + word).orFail();
    }

    void letGo(String word) {
        machine.sh("rm /run/slow.errand-" + word).orFail();
    }

    void holdUpZstd() {
        machine.sh("touch " + SLOW_ZSTD).orFail();
    }

    void letGoZstd() {
        machine.sh("rm " + SLOW_ZSTD).orFail();
    }

    /** How many died. */
    int count() {
        return count;
    }
}
