package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A machine with the JupyterHub that docs/jupyterhub.md sets up, and people with browsers. */
final class RealHub {

    private static final Pattern STEP = Pattern.compile("(?ms)^```sh( \\w+)?\\n(.*?)^```$");
    private static final String BROWSER = "/root/browser.py";

    private final Container machine;
    private final Hub hub;

    private RealHub(Container machine, Hub hub) {
        this.machine = machine;
        this.hub = hub;
    }

    /** Where one begins; the document has steps for each. */
    enum Beginning {
        FRESH,
        PLAIN,
        TLJH
    }

    /** The hub that is there, whoever made it. */
    static RealHub asItIs(Container machine) {
        RealHub real = new RealHub(machine, new Hub(machine));
        real.giveABrowser();
        real.awaitUp();
        return real;
    }

    private void giveABrowser() {
        try {
            machine.write(BROWSER, Files.readAllBytes(Path.of("src/test/resources/hub/browser.py")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types what the document says, and adds lines to the hub's configuration before it starts. */
    static RealHub byTheDocument(Container machine, Beginning beginning, String configuration) {
        try {
            machine.write(
                    "/root/hubwarden_0.1.0_all.deb", Files.readAllBytes(Container.builtPackage(Path.of("target"))));
            List<String> steps = steps(beginning);
            // What the document says of Debian 13.
            if (machine.sh(". /etc/os-release; test $VERSION_ID -ge 13").exit() == 0) {
                steps.replaceAll(step -> step.replace("jupyter-notebook", "jupyterlab"));
            }
            String last = steps.remove(steps.size() - 1);
            steps.forEach(step -> type(machine, step));
            machine.sh("cat >>/etc/jupyterhub/jupyterhub_config.py <<'END'\n" + configuration + "END\n")
                    .orFail();
            type(machine, last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return asItIs(machine);
    }

    private static List<String> steps(Beginning beginning) throws IOException {
        Matcher matcher = STEP.matcher(Files.readString(Path.of("docs/jupyterhub.md")));
        List<String> steps = new ArrayList<>();
        while (matcher.find()) {
            String whose = Objects.requireNonNullElse(matcher.group(1), "").strip();
            if (whose.isEmpty() || whose.equalsIgnoreCase(beginning.name())) {
                steps.add(matcher.group(2));
            }
        }
        return steps;
    }

    private static void type(Container machine, String step) {
        machine.run(
                        "sh",
                        "-ec",
                        "cd /root\n" + step.replaceAll("(?m)^(.*hubwarden (check|plan))$", "$1 || [ \\$? = 2 ]"))
                .orFail();
    }

    Hub hub() {
        return hub;
    }

    /** Waits until the hub answers, and its service has looked for the first time. */
    void awaitUp() {
        hub.awaitShell("curl -sf http://127.0.0.1:8000/hub/health || python3 -c"
                + " 'import requests; requests.get(\"http://127.0.0.1:8000/hub/health\").raise_for_status()'");
    }

    /** Gives somebody a password of the hub, whoever they are. */
    void password(String... users) {
        for (String user : users) {
            machine.sh("echo pw-" + user + " | /usr/share/hubwarden/jupyterhub/passwords set --stdin " + user)
                    .orFail();
        }
    }

    /** What comes of it when somebody does something with a browser. */
    String browse(String user, String order, String... arguments) {
        return machine.run(line(user, order, arguments)).orFail().stdout();
    }

    /** The same while the test goes on. */
    Background browsing(String user, String order, String... arguments) {
        return machine.start(line(user, order, arguments));
    }

    private static String[] line(String user, String order, String... arguments) {
        List<String> line = new ArrayList<>(List.of("python3", BROWSER, user, "pw-" + user, order));
        line.addAll(List.of(arguments));
        return line.toArray(String[]::new);
    }

    /** Does something while the service that the hub runs beside itself hears nothing. */
    void withoutItsService(Runnable deeds) {
        String service = "$(pgrep -f '[-]m hubwarden_jupyterhub.service')";
        machine.sh("kill -STOP " + service).orFail();
        try {
            deeds.run();
        } finally {
            machine.sh("kill -CONT " + service).orFail();
        }
    }

    /** Runs the tests of the parts in Python where their libraries are. */
    void testPython() {
        try (var tests = Files.list(Path.of("src/test/python"))) {
            machine.run("mkdir", "/root/python").orFail();
            for (Path test :
                    tests.filter(path -> path.toString().endsWith(".py")).toList()) {
                machine.write("/root/python/" + test.getFileName(), Files.readAllBytes(test));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Result run = machine.sh("cd / && PYTHONPATH=/usr/share/hubwarden/jupyterhub PYTHONDONTWRITEBYTECODE=1"
                        + " python3 -m unittest discover -s /root/python")
                .orFail();
        assertTrue(run.stderr().matches("(?s).*Ran [3-9][0-9] tests.*OK\\s*"), run::toString);
    }

    /** What a line of shell prints in somebody's kernel; their server is started if need be. */
    String sh(String user, String line) {
        return browse(user, "sh", line);
    }

    /** A property of the unit of somebody's server. */
    String property(String user, String name) {
        return machine.run("systemctl", "show", "-p", name, "--value", "jupyter@" + user + ".service")
                .orFail()
                .stdout()
                .strip();
    }

    /** By systemd, the bus, proc(5) and files: whatever a user can look at without rights. */
    void tokensAreUnreadable(String owner, String other) {
        String token = machine.sh(
                        "tr '\\0' '\\n' </proc/" + pidOf(owner) + "/environ | sed -n 's/^JUPYTERHUB_API_TOKEN=//p'")
                .orFail()
                .stdout()
                .strip();
        assertTrue(token.length() > 20, token);
        String unit = "jupyter@" + owner + ".service";
        String looks = "systemctl show " + unit + "; systemctl cat " + unit + "; systemctl status " + unit
                + "; busctl get-property org.freedesktop.systemd1 /org/freedesktop/systemd1/unit/jupyter_40" + owner
                + "_2eservice org.freedesktop.systemd1.Service Environment EnvironmentFiles"
                + "; busctl call org.hubwarden1 /org/hubwarden1 org.hubwarden1.Manager ServerState s " + owner
                + "; cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline"
                + "; grep -rs . /run/hubwarden /var/lib/jupyterhub /etc/jupyterhub /home/jupyter-" + owner
                + "; journalctl --no-pager";
        Result seen = machine.shAs("jupyter-" + other, "{ " + looks + "; } 2>&1 | tr -d '\\0'");
        assertTrue(seen.stdout().contains(unit), "it did look: " + seen.stdout());
        assertFalse(seen.stdout().contains(token), "the token can be read");
        assertTrue(seen.stdout().contains("ccess denied"), "the bus lets nobody ask: " + seen.stdout());
        assertFalse(machine.shAs("jupyter-" + other, "cat /run/hubwarden/hub.json /etc/jupyterhub/passwords")
                .stdout()
                .contains(owner));
    }

    /** The process of somebody's server, which runs. */
    String pidOf(String user) {
        String pid = property(user, "MainPID");
        assertNotEquals("0", pid, () -> user + " has no server\n" + journal());
        return pid;
    }

    /** What the hub wrote to the journal. */
    String journal() {
        return machine.journal("jupyterhub");
    }
}
