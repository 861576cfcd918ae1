package org.hubwarden.host.linux.accounts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hubwarden.host.Errand;
import org.hubwarden.host.Errands;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.ChildProcess;

/** Runs getent(1) with some arguments, and waits for it. */
interface Getent {

    /** Ends within the limit, whatever a module does. */
    ChildProcess.End run(List<String> arguments, Duration limit);

    /** In a child of this process, which can do what this process can. */
    static Getent inAChild(Waits waits, String what) {
        return (arguments, limit) -> ChildProcess.run(waits, what, with("getent", arguments), "", limit);
    }

    /** Apart from this process, where there is a network. */
    static Getent apart(Errands errands, Waits waits, String what) {
        return (arguments, limit) -> {
            Errand errand = new Errand(Errand.Rights.NETWORK, with("/usr/bin/getent", arguments), limit);
            try (Waits.Wait wait = waits.begin(what, errand.patience())) {
                return read(errands.run(errand));
            }
        };
    }

    private static List<String> with(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        return command;
    }

    private static ChildProcess.End read(Errand.End end) {
        return end instanceof Errand.End.Exited exited
                ? new ChildProcess.End.Exited(exited.status(), exited.output(), exited.errors())
                : new ChildProcess.End.Failed(((Errand.End.Failed) end).why());
    }
}
