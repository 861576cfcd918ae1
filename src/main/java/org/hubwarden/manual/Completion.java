package org.hubwarden.manual;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The parts of the shell completion that know commands and options. */
final class Completion {

    private final CommandSpec program;
    private final List<CommandSpec> commands;

    Completion(CommandSpec program, List<CommandSpec> commands) {
        this.program = program;
        this.commands = commands;
    }

    /** One line of a case for each option that takes a value. */
    String valued() {
        return commands.stream()
                .flatMap(CommandParts::options)
                .filter(option -> option.arity().max() > 0)
                .flatMap(option -> Arrays.stream(option.names()))
                .distinct()
                .map(name -> "            " + name + ") takes=" + name + " ;;\n")
                .collect(Collectors.joining());
    }

    /** One line of a case for each command, and one for none: its options, and what its operand is. */
    String cases() {
        return line("''", program, "COMMAND")
                + commands.stream()
                        .map(spec -> line(spec.name(), spec, operand(spec)))
                        .collect(Collectors.joining());
    }

    String names() {
        return commands.stream().map(CommandSpec::name).collect(Collectors.joining(" "));
    }

    private static String line(String name, CommandSpec spec, String operand) {
        return "        " + name + ") options='" + options(spec) + "' operand=" + operand + " ;;\n";
    }

    private static String options(CommandSpec spec) {
        return CommandParts.options(spec).map(OptionSpec::longestName).collect(Collectors.joining(" "));
    }

    private static String operand(CommandSpec spec) {
        return spec.positionalParameters().stream()
                .map(PositionalParamSpec::paramLabel)
                .findFirst()
                .orElse("''");
    }
}
