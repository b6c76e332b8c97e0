package io.waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links in the documentation lead somewhere, and each decision is in the table of contents. */
class DocumentsTest {

    private static final Pattern FENCED = Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w+(?:IT|Test)\\b");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

    @Test
    void every_link_leads_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : Documents.all()) {
            for (String link : links(page)) {
                links++;
                if (!leadsSomewhere(page, link)) {
                    broken.add(page + ": " + link);
                }
            }
        }
        assertThat(links).isGreaterThan(100);
        assertThat(broken).isEmpty();
    }

    @Test
    void every_decision_is_in_the_table_of_contents() throws IOException {
        Path contents = Path.of("docs/adr/README.md");
        Set<String> listed = new HashSet<>(links(contents));
        try (Stream<Path> decisions = Files.list(Path.of("docs/adr"))) {
            assertThat(decisions.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("0")))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(name -> assertThat(listed).contains(name));
        }
    }

    @Test
    void every_page_of_the_documentation_is_reached_from_its_first() throws IOException {
        Set<Path> reached = new HashSet<>();
        List<Path> open = new ArrayList<>(List.of(Path.of("README.md")));
        while (!open.isEmpty()) {
            Path page = open.removeLast();
            if (page.toString().endsWith(".md") && Files.exists(page) && reached.add(page)) {
                for (String link : links(page)) {
                    if (!link.contains(":")) {
                        open.add(target(page, link.replaceFirst("#.*", "")));
                    }
                }
            }
        }
        assertThat(Documents.all())
                .filteredOn(page -> !page.startsWith("benchmarks/results"))
                .allSatisfy(page -> assertThat(reached).contains(page));
    }

    @Test
    void every_test_that_a_page_names_exists() throws IOException {
        Set<String> tests = new HashSet<>();
        for (Path folder : List.of(Path.of("src/test/java"), Path.of("benchmarks/harness/src/test/java"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.map(file -> file.getFileName().toString().replace(".java", ""))
                        .forEach(tests::add);
            }
        }
        Set<String> named = new HashSet<>();
        for (Path page : Documents.all()) {
            TEST.matcher(Files.readString(page))
                    .results()
                    .map(MatchResult::group)
                    .forEach(named::add);
        }
        assertThat(named).hasSizeGreaterThan(20).isSubsetOf(tests);
    }

    private static List<String> links(Path page) throws IOException {
        String text = FENCED.matcher(Files.readString(page)).replaceAll("");
        return LINK.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        if (link.matches("[a-z]+:.*")) {
            return true;
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : target(page, parts[0]);
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    private static Path target(Path page, String link) {
        Path folder = page.getParent();
        return (folder == null ? Path.of(link) : folder.resolve(link)).normalize();
    }

    /** The anchors that GitHub makes from headings. */
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(Files.readString(page))
                .results()
                .map(DocumentsTest::anchor)
                .forEach(anchors::add);
        return anchors;
    }

    private static String anchor(MatchResult heading) {
        return heading.group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
