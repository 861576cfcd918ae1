package org.hubwarden;

import org.hubwarden.cli.Caller;
import org.hubwarden.cli.Cli;
import org.hubwarden.host.HostFailure;

/** Entry point of commands and daemon: wires everything by hand. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        int code = Cli.run(
                args,
                root -> {
                    throw new HostFailure("this build has no doors to a machine");
                },
                System.out,
                System.err,
                Caller.current());
        System.exit(code);
    }
}
