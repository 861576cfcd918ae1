package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The package on the distributions it is for, each with its own Java. */
@ParameterizedClass
@ValueSource(strings = {"bookworm", "trixie"})
class PackageIT {

    private static Container machine = Container.debian("bookworm");

    @Parameter
    String suite = "";

    @BeforeParameterizedClassInvocation
    static void boot(String suite) {
        machine = Container.boot(suite);
        machine.installPackage();
    }

    @AfterParameterizedClassInvocation
    static void halt() {
        machine.close();
    }

    @Test
    void putsFilesWithTheirModesWhereTheyBelong() {
        assertEquals("755 root:root", stat("/usr/bin/hubwarden"));
        assertEquals("644 root:root", stat("/usr/lib/hubwarden/hubwarden.jar"));
        assertEquals("644 root:root", stat("/lib/systemd/system/hubwarden.service"));
        assertEquals("644 root:root", stat("/usr/share/doc/hubwarden/examples/state.yaml"));
        assertEquals("755 root:root", stat("/etc/hubwarden"));
        assertEquals("700 root:root", stat("/var/lib/hubwarden"));
        assertEquals("755 root:root", stat("/run/hubwarden"));
        assertEquals("", machine.sh("ls /etc/hubwarden").orFail().stdout());
        assertEquals("", conffiles());
    }

    private static String stat(String path) {
        return machine.run("stat", "-c", "%a %U:%G", path).orFail().stdout().strip();
    }

    private static String conffiles() {
        return machine.run("dpkg-query", "-W", "-f", "${Conffiles}", "hubwarden")
                .orFail()
                .stdout();
    }

    @Test
    void startsWithTheJavaOfTheDistribution() {
        Result result = machine.sh("JAVA_TOOL_OPTIONS=-Dx=y LC_ALL=POSIX hubwarden --version")
                .orFail();
        assertTrue(result.stdout().startsWith("hubwarden"), result::toString);
        String java = machine.sh("java --version").orFail().stdout();
        assertTrue(java.startsWith(suite.equals("bookworm") ? "openjdk 17" : "openjdk 21"), java);
        assertEquals("", result.stderr());
    }

    @Test
    void loadsItsNativeLibraryWhereTmpIsNoexec() {
        machine.run("mount", "-o", "remount,noexec", "/tmp").orFail();
        machine.write("/root/java", """
                #!/bin/sh
                for a; do
                  shift
                  [ "$a" != org.hubwarden.Main ] || a=com.sun.jna.Native
                  set -- "$@" "$a"
                done
                exec java "$@"
                """);
        Result jna = machine.sh("chmod +x /root/java && HUBWARDEN_JAVA=/root/java hubwarden")
                .orFail();
        assertTrue(jna.stdout().contains("Native:"), jna::toString);
        assertEquals("", machine.sh("ls -A /tmp /root/.cache | grep -i jna").stdout());
    }

    @Test
    void neitherEnablesNorStartsTheService() {
        assertEquals(
                "disabled\n",
                machine.run("systemctl", "is-enabled", "hubwarden").stdout());
        assertEquals(
                "inactive\n", machine.run("systemctl", "is-active", "hubwarden").stdout());
        machine.run("systemctl", "enable", "hubwarden").orFail();
    }

    @Test
    void hasAUnitThatSystemdUnderstands() {
        Result verified = machine.run("systemd-analyze", "verify", "--man=no", "hubwarden.service");
        assertEquals("", verified.orFail().stdout() + verified.stderr());
    }

    @Test
    void hasASandboxThatAllowsItsWorkAndNoMore() {
        machine.write("/root/inside", """
                set -eux
                hubwarden --version
                touch /etc/touched /home/touched /var/lib/hubwarden/touched /run/hubwarden/touched
                chown 12345:12345 /home/touched
                chmod 0700 /home/touched
                test "$(tail -n +3 /proc/self/net/dev | cut -d: -f1 | tr -d ' ')" = lo
                if test -e /proc/locks; then exit 1; fi
                sudo -n -l -U root
                visudo -cs
                if touch /usr/touched || touch /var/touched || chroot / true; then exit 1; fi
                """);
        machine.sh("mkdir -p /etc/systemd/system/hubwarden.service.d && printf '%s\\n' '[Service]' Type=oneshot"
                        + " Restart=no ExecStart= 'ExecStart=/bin/sh /root/inside'"
                        + " >/etc/systemd/system/hubwarden.service.d/test.conf && systemctl daemon-reload")
                .orFail();
        Result started = machine.run("systemctl", "start", "hubwarden");
        machine.run("systemctl", "reset-failed").orFail();
        assertEquals(0, started.exit(), () -> machine.journal("hubwarden"));
    }
}
