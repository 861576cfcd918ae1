package org.hubwarden.manual;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.hubwarden.cli.Cli;
import org.hubwarden.cli.StateSchema;
import picocli.CommandLine;

/**
 * Entry point of the build: {@code Manual SOURCES EXAMPLE OUTPUT VERSION TIME}. The sources are texts with places, such as
 * {@code @keys@}, for what the program knows; what is written lies in the output as it will lie below /usr/share.
 */
public final class Manual {

    /** Of RFC 1952: where it stands, and what it is, that nothing was spared to make it small. */
    private static final int FLAGS = 8;

    private static final byte SMALLEST = 2;

    private final Path sources;
    private final Map<String, String> places = new LinkedHashMap<>();

    Manual(Path sources, Path example, String version, String date) throws IOException {
        this.sources = sources;
        CommandLine program = Cli.described();
        CommandParts commands = new CommandParts(program);
        Completion completion = new Completion(program.getCommandSpec(), commands.commands());
        places.put("@date@", date);
        places.put("@version@", version);
        places.put("@commands@\n", commands.commandList());
        places.put("@synopsis@\n", commands.synopsis());
        places.put("@options@\n", commands.optionList());
        places.put("@exit@\n", commands.exitCodes());
        places.put("@examples@\n", commands.examples());
        places.put("@keys@\n", KeyParts.keys());
        places.put(
                "@example@\n", new Roff().verbatim(Files.readAllLines(example)).toString());
        places.put("@cases@\n", completion.cases());
        places.put("@names@", completion.names());
        places.put("@valued@\n", completion.valued());
    }

    /** Writes everything. */
    public static void main(String[] args) throws IOException {
        Manual manual = new Manual(Path.of(args[0]), Path.of(args[1]), args[3], args[4].substring(0, 10));
        Path output = Path.of(args[2]);
        write(output.resolve("hubwarden/state.schema.json"), bytes(StateSchema.text()));
        for (String page : new String[] {"hubwarden.1", "hubwarden-state.5", "hubwarden.service.8"}) {
            String section = page.substring(page.lastIndexOf('.') + 1);
            write(output.resolve("man/man" + section + "/" + page + ".gz"), gzipped(manual.filled(page)));
        }
        write(output.resolve("bash-completion/completions/hubwarden"), bytes(manual.filled("hubwarden.bash")));
    }

    /** One of the sources with what the program knows. */
    String filled(String name) throws IOException {
        String text = Files.readString(sources.resolve(name));
        for (Map.Entry<String, String> place : places.entrySet()) {
            text = text.replace(place.getKey(), place.getValue());
        }
        return text;
    }

    /** As {@code gzip -9n} does it, which the distribution asks for: without a name and a time, so that two builds are equal. */
    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new Smallest(bytes)) {
            gzip.write(bytes(text));
        }
        byte[] packed = bytes.toByteArray();
        packed[FLAGS] = SMALLEST;
        return packed;
    }

    private static final class Smallest extends GZIPOutputStream {
        Smallest(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, content);
    }
}
