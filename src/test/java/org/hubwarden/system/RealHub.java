package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A machine with the JupyterHub that docs/jupyterhub.md sets up, and people with browsers. */
final class RealHub {

    private static final Pattern STEP = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
    private static final String BROWSER = "/root/browser.py";

    private final Container machine;
    private final Hub hub;

    private RealHub(Container machine, Hub hub) {
        this.machine = machine;
        this.hub = hub;
    }

    /** Types what the document says, and adds lines to the hub's configuration before it starts. */
    static RealHub byTheDocument(Container machine, String configuration) {
        try {
            machine.write(
                    "/root/hubwarden_0.1.0_all.deb", Files.readAllBytes(Container.builtPackage(Path.of("target"))));
            machine.write(BROWSER, Files.readAllBytes(Path.of("src/test/resources/hub/browser.py")));
            List<String> steps = steps();
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
        RealHub real = new RealHub(machine, new Hub(machine));
        real.awaitUp();
        return real;
    }

    private static List<String> steps() throws IOException {
        Matcher matcher = STEP.matcher(Files.readString(Path.of("docs/jupyterhub.md")));
        List<String> steps = new ArrayList<>();
        while (matcher.find()) {
            steps.add(matcher.group(1));
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

    /** What the hub wrote to the journal. */
    String journal() {
        return machine.journal("jupyterhub");
    }
}
