package org.hubwarden.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code hubwarden schema}. */
@Command(
        name = "schema",
        header = "Print the JSON schema of the state file, for editors.",
        description = {
            "%nThe package has it as /usr/share/hubwarden/state.schema.json. An editor with the YAML language server checks"
                    + " and completes the state file by it when the file has this line:",
            "  # yaml-language-server: $schema=/usr/share/hubwarden/state.schema.json%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  hubwarden schema >state.schema.json", "  hubwarden schema | jq '.properties | keys'"})
final class SchemaCommand implements Callable<Integer> {

    private final Session session;

    SchemaCommand(Session session, GlobalOptions options) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.print(StateSchema.text().stripTrailing());
        return ExitCode.DONE;
    }
}
