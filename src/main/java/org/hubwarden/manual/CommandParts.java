package org.hubwarden.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What hubwarden(1) says of commands and options: the texts of {@code --help}. */
final class CommandParts {

    private final CommandSpec program;
    private final List<CommandSpec> commands;

    CommandParts(CommandLine program) {
        this.program = program.getCommandSpec();
        this.commands = program.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(spec -> !spec.usageMessage().hidden())
                .toList();
    }

    /** Those that people type. */
    List<CommandSpec> commands() {
        return commands;
    }

    String synopsis() {
        return commands.stream()
                .map(spec ->
                        Roff.bold("hubwarden " + spec.name()) + " [" + Roff.italic("OPTION") + "...]" + operands(spec))
                .collect(Collectors.joining("\n.br\n", "", "\n"));
    }

    String commandList() {
        Roff page = new Roff();
        for (CommandSpec spec : commands) {
            page.line(".SS " + Roff.escaped(spec.name()) + operands(spec));
            List.of(spec.usageMessage().header()).forEach(page::text);
            description(spec).forEach(page::line);
            spec.positionalParameters().stream()
                    .filter(operand -> !operand.hidden())
                    .forEach(operand -> page.tagged(Roff.italic(operand.paramLabel()), joined(operand.description())));
            options(spec).filter(option -> !option.inherited()).forEach(option -> option(page, option));
            page.line(".PP").verbatim(examples(spec));
        }
        return page.toString();
    }

    /** The options that the program has, which all commands share. */
    String optionList() {
        Roff page = new Roff();
        options(program).forEach(option -> option(page, option));
        return page.toString();
    }

    String exitCodes() {
        Roff page = new Roff();
        Map<String, String> codes = program.usageMessage().exitCodeList();
        codes.forEach((code, meaning) -> page.tagged(Roff.bold(code.strip()), meaning + "."));
        return page.toString();
    }

    String examples() {
        return new Roff().verbatim(examples(program)).toString();
    }

    /** All that are not hidden. */
    static Stream<OptionSpec> options(CommandSpec spec) {
        return spec.options().stream().filter(option -> !option.hidden());
    }

    private static void option(Roff page, OptionSpec option) {
        String names = Arrays.stream(option.names()).map(Roff::bold).collect(Collectors.joining(", "));
        String value = option.arity().max() > 0 ? " " + Roff.italic(option.paramLabel()) : "";
        page.tagged(names + value, joined(option.description()));
    }

    private static String operands(CommandSpec spec) {
        return spec.positionalParameters().stream()
                .filter(operand -> !operand.hidden())
                .map(CommandParts::operand)
                .collect(Collectors.joining());
    }

    private static String operand(PositionalParamSpec operand) {
        String name = Roff.italic(operand.paramLabel());
        return operand.arity().min() > 0 ? " " + name : " [" + name + "]";
    }

    private static String joined(String[] lines) {
        return lines(lines).stream().map(String::strip).collect(Collectors.joining(" "));
    }

    /** Running text, and what is indented there as lines of their own. */
    private static List<String> description(CommandSpec spec) {
        List<String> roff = new ArrayList<>();
        boolean verbatim = false;
        for (String line : lines(spec.usageMessage().description())) {
            boolean indented = line.startsWith("  ");
            if (roff.isEmpty() || indented != verbatim) {
                roff.addAll(verbatim ? List.of(".EE", ".PP") : List.of(".PP"));
                roff.addAll(indented ? List.of(".EX") : List.of());
            }
            roff.add(Roff.escaped(line.strip()));
            verbatim = indented;
        }
        roff.addAll(verbatim ? List.of(".EE") : List.of());
        return roff;
    }

    private static List<String> examples(CommandSpec spec) {
        return lines(spec.usageMessage().footer()).stream().map(String::strip).toList();
    }

    /** As picocli prints them, without the blank ones. */
    private static List<String> lines(String[] texts) {
        return Arrays.stream(texts)
                .flatMap(text -> text.replace("%n", "\n").replace("%%", "%").lines())
                .filter(line -> !line.isBlank())
                .toList();
    }
}
