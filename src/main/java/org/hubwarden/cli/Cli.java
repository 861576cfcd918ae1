package org.hubwarden.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

/** The command line of hubwarden. */
public final class Cli {

    private static final Map<String, BiFunction<Session, GlobalOptions, Object>> COMMANDS = inOrder();

    private Cli() {}

    /**
     * Runs one command to its end. Every failure is said on {@code err} in one line.
     *
     * @param opener gives the machine for {@code --root}, or the one we run on
     * @param caller who runs it; {@link Caller#current} for this process
     * @return the exit code: 0 done, 1 failed or refused, 2 changes pending, 3 and 4 as systemctl(1), 78 no state
     */
    public static int run(String[] args, MachineOpener opener, PrintStream out, PrintStream err, Caller caller) {
        Session session = new Session(Arrays.asList(args), opener, caller, out, err);
        Mistakes mistakes = new Mistakes(session);
        try {
            int code = execute(commands(session, mistakes, args), args, mistakes);
            return out.checkError() && !Caller.outputIsPipe() ? mistakes.unwritten() : code;
        } catch (Exception | Error e) {
            return mistakes.failure(e);
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** Every command as picocli knows it, for those who describe them; not to be run. */
    public static CommandLine described() {
        MachineOpener nowhere = root -> {
            throw new IllegalStateException("only described");
        };
        Session session = new Session(List.of(), nowhere, new Caller(Map.of(), false, false), System.out, System.err);
        return commands(session, new Mistakes(session), new String[0]);
    }

    /** The version of this program; of classes that are not packaged, a word that says so. */
    public static String version() {
        return Optional.ofNullable(Cli.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }

    private static int execute(CommandLine commands, String[] args, Mistakes mistakes) {
        if (args.length == 0) {
            return mistakes.noCommand(commands);
        }
        return commands.execute(args);
    }

    private static CommandLine commands(Session session, Mistakes mistakes, String[] args) {
        GlobalOptions options = new GlobalOptions();
        CommandLine commands = new CommandLine(options);
        wanted(args).values().forEach(make -> commands.addSubcommand(make.apply(session, options)));
        commands.getCommandSpec().version("hubwarden " + version());
        return configured(commands, session, mistakes);
    }

    /** Only the command that is typed: describing all of them to picocli takes most of the time of a small one. */
    private static Map<String, BiFunction<Session, GlobalOptions, Object>> wanted(String[] args) {
        var typed = args.length == 0 ? null : COMMANDS.get(args[0]);
        return typed == null ? COMMANDS : Map.of(args[0], typed);
    }

    private static Map<String, BiFunction<Session, GlobalOptions, Object>> inOrder() {
        Map<String, BiFunction<Session, GlobalOptions, Object>> commands = new LinkedHashMap<>();
        commands.put("check", CheckCommand::new);
        commands.put("import", ImportCommand::new);
        commands.put("plan", PlanCommand::new);
        commands.put("apply", ApplyCommand::new);
        commands.put("approve", ApproveCommand::new);
        commands.put("status", StatusCommand::new);
        commands.put("list", ListCommand::new);
        commands.put("show", ShowCommand::new);
        commands.put("whois", WhoisCommand::new);
        commands.put("log", LogCommand::new);
        commands.put("root-access", RootAccessCommand::new);
        commands.put("sweep", SweepCommand::new);
        commands.put("sweep-requests", SweepRequestsCommand::new);
        commands.put("start", StartCommand::new);
        commands.put("restart", RestartCommand::new);
        commands.put("stop", StopCommand::new);
        commands.put("schema", SchemaCommand::new);
        commands.put("purge", PurgeCommand::new);
        commands.put("restore", RestoreCommand::new);
        commands.put("retire", RetireCommand::new);
        commands.put("daemon", DaemonCommand::new);
        return Collections.unmodifiableMap(commands);
    }

    /** An argument is what was typed: no file is read for {@code @name}, nothing is put in for {@code ${name}}. */
    private static CommandLine configured(CommandLine commands, Session session, Mistakes mistakes) {
        return commands.setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setOut(new PrintWriter(session.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(session.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setParameterExceptionHandler((mistake, args) -> mistakes.usage(mistake))
                .setExecutionExceptionHandler(
                        (Exception failure, CommandLine line, ParseResult parsed) -> mistakes.failure(failure));
    }
}
