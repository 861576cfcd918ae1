package org.hubwarden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name is there: pages, places in them, classes, packages. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    /** A class by its package, or a test. */
    private static final Pattern CLASS = Pattern.compile(
            "`((?:laws|host|cli|bus|plan|spec|desired|reconcile|rights|sweep|checkup|intake|manual|apply|audit"
                    + "|observed|ledger|model)(?:\\.[a-z]+)*\\.[A-Z]\\w+|[A-Z]\\w*[a-z](?:Test|IT))`");

    private static final Path MAIN = Path.of("src/main/java/org/hubwarden");

    @Test
    void linksLeadSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            found(LINK, read(page)).forEach(link -> {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                boolean isThere = Files.exists(target)
                        && (link.group(2) == null || places(target).contains(link.group(2)));
                if (!isThere) {
                    broken.add(page + ": " + link.group());
                }
            });
        }
        assertEquals(List.of(), broken);
    }

    /** As the places of a page are named from outside. */
    private static Set<String> places(Path page) {
        return found(HEADING, read(page))
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void classesThatAreNamedExist() {
        Set<String> classes = below(Path.of("src"))
                .filter(file -> file.toString().endsWith(".java"))
                .map(file -> file.toString().replace(".java", "").replace('/', '.'))
                .collect(Collectors.toSet());
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            found(CLASS, read(page))
                    .map(name -> name.group(1))
                    .filter(name -> classes.stream().noneMatch(known -> known.endsWith("." + name)))
                    .forEach(name -> missing.add(page + ": " + name));
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void everyPackageHasItsRow() {
        String rows = read(Path.of("docs/architecture.md"));
        List<String> missing = below(MAIN)
                .map(file -> MAIN.relativize(file).toString())
                .filter(file -> file.endsWith("/package-info.java"))
                .map(file -> file.replace("/package-info.java", "").replace('/', '.'))
                .filter(name -> !rows.contains("| `" + name + "` |"))
                .sorted()
                .toList();
        assertEquals(List.of(), missing);
    }

    private static List<Path> pages() {
        return Stream.concat(Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")), below(Path.of("docs")))
                .filter(file -> file.toString().endsWith(".md"))
                .toList();
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static Stream<Path> below(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
