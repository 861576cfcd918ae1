package org.hubwarden.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.hubwarden.audit.Escaped;
import org.hubwarden.desired.StateParser;
import org.hubwarden.desired.StateReading;
import org.hubwarden.host.HostFailure;
import org.hubwarden.intake.FromAccounts;
import org.hubwarden.intake.FromTljh;
import org.hubwarden.intake.Intake;
import org.hubwarden.intake.StateDraft;
import org.hubwarden.observed.hub.HubSight;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hubwarden import SOURCE}. */
@Command(
        name = "import",
        header = "Print a first state file for a machine that has a hub; change nothing.",
        description = {
            "%nWrites the people as they are, with adopt: true where their account is there, and says behind each line why. What"
                    + " cannot be taken over is left out, as a comment with the reason. The plan for such a file changes what"
                    + " hubwarden check had found, and what every hub has.",
            "An empty list of allowed users means everybody there: then the accounts say who the people are.",
            "%n  tljh    from /opt/tljh/config/config.yaml of The Littlest JupyterHub",
            "  hub     from a hub that runs, by its REST API",
            "  passwd  from accounts whose name begins with jupyter-%n",
            "For hub a token is needed that may list users: in the variable JUPYTERHUB_API_TOKEN or a file. It is sent"
                    + " unencrypted to this machine only.",
            "Ends with 0 when there is a state to begin with, 1 when there is not.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hubwarden import tljh",
            "  hubwarden import tljh --output /etc/hubwarden/state.yaml && hubwarden plan",
            "  hubwarden import hub --token-file /root/token --url http://127.0.0.1:8081/hub/api",
            "  hubwarden import passwd --root ./tree"
        })
final class ImportCommand implements Callable<Integer> {

    private static final String MODE = "rw-r--r--";

    private final Session session;
    private final GlobalOptions options;

    @Parameters(paramLabel = "SOURCE", description = "tljh, hub or passwd.")
    private String source = "";

    @Option(names = "--output", paramLabel = "FILE", description = "Write to FILE, which must not be there yet.")
    private @Nullable String output;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "hub: its API; otherwise where hubs usually have it here.")
    private @Nullable String url;

    @Option(names = "--token-file", paramLabel = "FILE", description = "hub: the token, alone in a file.")
    private @Nullable String tokenFile;

    ImportCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        requireSource();
        Machine machine = session.machine(options, "import", "reads what a hub and its accounts are");
        Intake intake = intake(machine, machine.lookAtHub());
        if (intake.isEmpty()) {
            throw new HostFailure("nobody was found in " + intake.source()
                    + ", and a state file without people is none to begin with; " + others());
        }
        String text = StateDraft.of(intake, session.typed());
        requireGood(text);
        if (output == null) {
            session.print(text.stripTrailing());
        } else {
            write(Path.of(output), text);
            session.note(Escaped.text(output) + " has " + Count.nouns(intake.users(), "user") + omissions(intake)
                    + "; read it, then: hubwarden check, hubwarden plan");
        }
        return ExitCode.DONE;
    }

    private void requireSource() throws HostFailure {
        if (!Set.of("tljh", "hub", "passwd").contains(source)) {
            throw new HostFailure("import knows tljh, hub and passwd, and not " + Escaped.text(source));
        }
        if (!source.equals("hub") && (url != null || tokenFile != null)) {
            throw new HostFailure("--url and --token-file are for import hub");
        }
    }

    private Intake intake(Machine machine, HubSight sight) throws HostFailure {
        if (source.equals("passwd")) {
            return FromAccounts.of(sight);
        }
        if (source.equals("hub")) {
            return new HubImport(machine, session.caller(), Optional.ofNullable(url), Optional.ofNullable(tokenFile))
                    .intake(sight);
        }
        if (sight.config().isEmpty()) {
            throw new HostFailure("there is no /opt/tljh/config/config.yaml here that can be read; " + others());
        }
        return FromTljh.of(sight, sight.config().get());
    }

    private String others() {
        return "hubwarden import "
                + (source.equals("passwd") ? "hub asks a hub that runs" : "passwd goes by the accounts");
    }

    private static String omissions(Intake intake) {
        return intake.omissions() == 0
                ? ""
                : ", and leaves out " + Count.nouns(intake.omissions(), "thing") + ", which its end names";
    }

    /** What we print we must be able to read. */
    private static void requireGood(String text) throws HostFailure {
        StateReading reading = StateParser.parse(text.getBytes(StandardCharsets.UTF_8), "the state file");
        if (reading instanceof StateReading.Refused refused) {
            throw new HostFailure("what would be written is not good, which is a bug: "
                    + refused.problems().get(0));
        }
    }

    private static void write(Path file, String text) throws HostFailure {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, mode)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (FileAlreadyExistsException there) {
            throw new HostFailure(
                    file + " is there already and is not overwritten; take another name, and compare", there);
        } catch (NoSuchFileException missing) {
            throw new HostFailure(file + " cannot be written: its directory is not there; make it first", missing);
        } catch (IOException | UnsupportedOperationException e) {
            throw new HostFailure(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
