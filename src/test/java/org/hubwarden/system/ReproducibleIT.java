package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever builds this source gets the same package. */
class ReproducibleIT {

    @Test
    void aSecondBuildElsewhereIsEqualByteForByte(@TempDir Path elsewhere) throws IOException {
        run("cp", "-r", "pom.xml", "CHANGELOG.md", ".mvn", "src", "docs", "packaging", "systemd", elsewhere.toString());
        String build = "cd '" + elsewhere
                + "' && umask 002 && export TZ=Asia/Tokyo && mvn -B -o -DskipTests -Dspotless.check.skip"
                + " -Dmaven.repo.local='" + System.getProperty("localRepository") + "' package";
        run("sh", "-c", build);
        Path first = Container.builtPackage(Path.of("target"));
        Path second = Container.builtPackage(elsewhere.resolve("target"));
        assertEquals(-1, Files.mismatch(first, second), first + " and " + second + " differ from this byte on");
    }

    private static void run(String... command) {
        List<String> words = List.of(command);
        Background.start(words, words, new byte[0])
                .await(Duration.ofMinutes(10))
                .orFail();
    }
}
