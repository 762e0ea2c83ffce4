import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Whether a folder that would be uploaded has everything that Maven Central demands, and what this project promises of
 * its jars: {@code java .ci/ReleaseCheck.java FOLDER VERSION signed|unsigned}. Names each thing that is missing.
 */
final class ReleaseCheck {
    private static final List<String> MODULES = List.of("holcstore-core", "holcstore-testkit");
    private static final List<String> FILES = List.of(
            ".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.xml", "-cyclonedx.json");

    /** Demanded are the first two. */
    private static final Map<String, String> CHECKSUMS =
            Map.of(".md5", "MD5", ".sha1", "SHA-1", ".sha256", "SHA-256", ".sha512", "SHA-512");

    private static final List<String> POM = List.of(
            "groupId",
            "artifactId",
            "version",
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "scm/url",
            "scm/connection",
            "scm/developerConnection");

    private final XPath xpath = XPathFactory.newInstance().newXPath();
    private final Set<String> wrong = new TreeSet<>();
    private final Path group;
    private final String version;
    private final boolean signed;

    private ReleaseCheck(Path folder, String version, boolean signed) {
        this.group = folder.resolve(Path.of("io", "holcstore"));
        this.version = version;
        this.signed = signed;
    }

    public static void main(String[] args) throws Exception {
        ReleaseCheck check = new ReleaseCheck(Path.of(args[0]), args[1], args[2].equals("signed"));
        check.all();
        if (!check.wrong.isEmpty()) {
            System.err.println("not fit for Maven Central:\n  " + String.join("\n  ", check.wrong));
            System.exit(1);
        }
        System.out.println(String.join(" and ", MODULES) + " " + check.version + ": POM, 3 jars and SBOM each"
                + (check.signed ? ", signed" : ", NOT SIGNED"));
    }

    private void all() throws Exception {
        demand(!version.endsWith("-SNAPSHOT"), version + " is not the version of a release");
        try (Stream<Path> found = Files.list(group)) {
            List<String> names = found.map(path -> path.getFileName().toString()).sorted().toList();
            demand(names.equals(MODULES), "expected " + MODULES + " but found " + names);
        }
        for (String module : MODULES) {
            Path folder = group.resolve(module).resolve(version);
            for (String suffix : FILES) {
                demand(Files.isRegularFile(file(folder, module, suffix)), "no " + module + suffix);
            }
            if (wrong.isEmpty()) {
                everyFile(folder);
                pom(file(folder, module, ".pom"));
                jars(folder, module);
                bom(folder, module);
            }
        }
    }

    private Path file(Path folder, String module, String suffix) {
        return folder.resolve(module + "-" + version + suffix);
    }

    private void everyFile(Path folder) throws IOException, NoSuchAlgorithmException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(path -> CHECKSUMS.keySet().stream().noneMatch(path.toString()::endsWith))
                    .toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (signed && !name.endsWith(".asc")) {
                demand(Files.exists(Path.of(file + ".asc")), "no signature of " + name);
            }
            for (String suffix : name.endsWith(".asc") ? Set.<String>of() : CHECKSUMS.keySet()) {
                Path sum = Path.of(file + suffix);
                demand(Files.exists(sum), "no " + suffix + " of " + name);
                if (Files.exists(sum)) {
                    String expected = HexFormat.of()
                            .formatHex(MessageDigest.getInstance(CHECKSUMS.get(suffix))
                                    .digest(Files.readAllBytes(file)));
                    demand(Files.readString(sum).strip().equals(expected), "another " + suffix + " than that of " + name);
                }
            }
        }
    }

    private void pom(Path file) throws Exception {
        String name = file.getFileName().toString();
        Document pom = parse(file);
        for (String path : POM) {
            demand(!text(pom, "project/" + path).isBlank(), name + " has no " + path);
        }
        demand(text(pom, "project/version").equals(version), name + " has another version");
        demand(text(pom, "project/parent").isEmpty(), name + " has a parent");
        demand(text(pom, "project/repositories").isEmpty(), name + " names repositories");
        String source = Files.readString(file);
        demand(!source.contains("${"), name + " has variables");
        demand(!source.contains("-SNAPSHOT"), name + " needs a SNAPSHOT");
        NodeList dependencies = nodes(pom, "project/dependencies/dependency");
        demand(dependencies.getLength() > 0, name + " has no dependencies");
        for (int i = 0; i < dependencies.getLength(); i++) {
            String id = xpath.evaluate("artifactId", dependencies.item(i));
            demand(!xpath.evaluate("version", dependencies.item(i)).isBlank(), name + ": no version of " + id);
            demand(
                    Set.of("", "compile", "runtime", "provided").contains(xpath.evaluate("scope", dependencies.item(i))),
                    name + ": " + id + " is a dependency of tests");
        }
    }

    private void jars(Path folder, String module) throws IOException {
        Set<String> classes = entries(file(folder, module, ".jar"));
        Set<String> sources = entries(file(folder, module, "-sources.jar"));
        Set<String> javadoc = entries(file(folder, module, "-javadoc.jar"));
        for (Set<String> jar : List.of(classes, sources, javadoc)) {
            for (String legal : List.of("META-INF/LICENSE", "META-INF/NOTICE")) {
                demand(jar.contains(legal), "no " + legal + " in a jar of " + module);
            }
        }
        List<String> types = classes.stream()
                .filter(name -> name.endsWith(".class") && !name.contains("$"))
                .map(name -> name.replace(".class", ".java"))
                .toList();
        demand(!types.isEmpty(), module + ".jar is empty");
        List<String> missing = new ArrayList<>(types);
        missing.removeAll(sources);
        // Types beside another one in its file.
        demand(missing.size() * 20 < types.size(), "no sources of " + missing + " in " + module);
        demand(javadoc.contains("index.html"), "no Javadoc of " + module);
    }

    /** The SBOM has each dependency, with its licence. */
    private void bom(Path folder, String module) throws Exception {
        Document bom = parse(file(folder, module, "-cyclonedx.xml"));
        NodeList dependencies = nodes(parse(file(folder, module, ".pom")), "project/dependencies/dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            String component = "bom/components/component[group='" + xpath.evaluate("groupId", dependencies.item(i))
                    + "' and name='" + xpath.evaluate("artifactId", dependencies.item(i)) + "' and version='"
                    + xpath.evaluate("version", dependencies.item(i)) + "']";
            demand(nodes(bom, component).getLength() == 1, "the SBOM of " + module + " has no " + component);
        }
        NodeList unlicensed = nodes(bom, "bom/components/component[not(licenses/*)]/name");
        for (int i = 0; i < unlicensed.getLength(); i++) {
            wrong.add("the SBOM of " + module + " has no licence of " + unlicensed.item(i).getTextContent());
        }
    }

    private static Set<String> entries(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Set<String> names = new TreeSet<>();
            zip.stream().forEach(entry -> names.add(entry.getName()));
            return names;
        }
    }

    private static Document parse(Path file) throws Exception {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (SAXException e) {
            throw new IOException(file.getFileName() + " is not XML: " + e.getMessage(), e);
        }
    }

    private String text(Document document, String path) throws Exception {
        return xpath.evaluate(path, document).strip();
    }

    private NodeList nodes(Document document, String path) throws Exception {
        return (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
    }

    private void demand(boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }
}
