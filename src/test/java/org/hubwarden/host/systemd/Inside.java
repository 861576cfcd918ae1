package org.hubwarden.host.systemd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.hubwarden.system.Background;
import org.hubwarden.system.Container;
import org.hubwarden.system.Result;

/** {@link Drill} in a container: our own code, next to a real systemd. */
final class Inside {

    private static final String JAR = "/root/drill.jar";
    private static final Path CLASSES = Path.of("target", "test-classes");

    private final Container machine;

    private Inside(Container machine) {
        this.machine = machine;
    }

    /** Installs the package and takes the test's classes along. */
    static Inside of(Container machine) {
        machine.installPackage();
        machine.write(JAR, jar());
        return new Inside(machine);
    }

    Container machine() {
        return machine;
    }

    private static byte[] jar() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes);
                Stream<Path> files = Files.list(CLASSES.resolve("org/hubwarden/host/systemd"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(CLASSES.relativize(file).toString()));
                jar.write(Files.readAllBytes(file));
                jar.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    Result drill(String... arguments) {
        return begin(arguments).await(Container.PATIENCE).orFail();
    }

    Background begin(String... arguments) {
        return begin(Drill.class, arguments);
    }

    /** One of the programs that were taken along. */
    Background begin(Class<?> program, String... arguments) {
        String java = "exec java -XX:+UseSerialGC -Xmx128m -cp /usr/lib/hubwarden/hubwarden.jar:" + JAR + " "
                + program.getName() + " \"$@\"";
        return machine.start(Stream.concat(Stream.of("sh", "-c", java, "sh"), List.of(arguments).stream())
                .toArray(String[]::new));
    }
}
