package io.holcstore;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.holcstore.error.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages depend in one direction, and nothing depends on the settings of the machine. */
class ArchitectureTest {
    /**
     * Each may use those before it. Applications see those without {@code internal}; types that an application gets
     * from a store are interfaces, which stand left of what implements them.
     */
    static final List<String> CHAIN = List.of(
            "internal.time",
            "error",
            "internal.axis",
            "time",
            "internal.calendar",
            "series",
            "key",
            "aggregate",
            "feed",
            "projection",
            "partition",
            "store",
            "observe",
            "internal.bits",
            "internal.lz4",
            "internal.codec",
            "internal.partition",
            "internal.sql",
            "internal.sql.series",
            "internal.sql.dialect.common",
            "internal.sql.dialect.postgresql",
            "internal.sql.dialect.h2",
            "internal.sql.dialect.innodb",
            "internal.sql.dialect.sqlite",
            "internal.sql.dialect.shardingsphere",
            "internal.sql.dialect",
            "internal.session",
            "internal.schema",
            "internal.sql.chunk",
            "internal.sql.keyed",
            "internal.sql.version",
            "internal.sql.feed",
            "internal.sql.projection",
            "internal.definition",
            "internal.verb",
            "internal.aggregate",
            "internal.chunk",
            "internal.keyed",
            "internal.version",
            "internal.feed",
            "internal.projection",
            "internal.store",
            "internal.files.time",
            "internal.files",
            "internal.files.csv",
            "internal.files.rows",
            "internal.files.nem12",
            "internal.files.parquet",
            "internal.files.parquet.read",
            "internal.files.parquet.write",
            "files",
            "internal.http",
            "internal.http.server",
            "http",
            "internal.django.arrow",
            "internal.django",
            "django",
            "internal.explorer",
            "explorer",
            "cli");

    /** Of the chain, those that use nothing of files. */
    private static final List<String> ADAPTERS = List.of(
            "internal.http", "internal.http.server", "http", "internal.django.arrow", "internal.django", "django");

    private static final Set<String> MACHINE_DEFAULTS = Set.of(
            "java.time.ZoneId.systemDefault()",
            "java.time.Clock.systemDefaultZone()",
            "java.util.TimeZone.getDefault()",
            "java.util.Locale.getDefault()",
            "java.util.Locale.getDefault(java.util.Locale$Category)",
            "java.nio.charset.Charset.defaultCharset()",
            "java.time.LocalDate.now()",
            "java.time.LocalTime.now()",
            "java.time.LocalDateTime.now()",
            "java.time.OffsetDateTime.now()",
            "java.time.OffsetTime.now()",
            "java.time.ZonedDateTime.now()",
            "java.time.YearMonth.now()",
            "java.time.MonthDay.now()",
            "java.time.Year.now()",
            "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.formatted([Ljava.lang.Object;)",
            "java.lang.String.getBytes()",
            "java.lang.String.<init>([B)",
            "java.lang.String.<init>([B, int, int)",
            "java.io.InputStreamReader.<init>(java.io.InputStream)",
            "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
            "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintWriter.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintWriter.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.<init>(java.io.OutputStream)",
            "java.io.PrintStream.<init>(java.io.OutputStream, boolean)",
            "java.io.FileReader.<init>(java.lang.String)",
            "java.io.FileReader.<init>(java.io.File)",
            "java.io.FileWriter.<init>(java.lang.String)",
            "java.io.FileWriter.<init>(java.io.File)",
            "java.io.ByteArrayOutputStream.toString()",
            "java.util.Scanner.<init>(java.io.InputStream)",
            "java.time.format.DateTimeFormatterBuilder.toFormatter()",
            "java.text.NumberFormat.getInstance()",
            "java.text.NumberFormat.getNumberInstance()",
            "java.text.NumberFormat.getPercentInstance()",
            "java.text.DecimalFormat.<init>(java.lang.String)",
            "java.text.DecimalFormatSymbols.getInstance()",
            "java.text.SimpleDateFormat.<init>(java.lang.String)",
            "java.text.Collator.getInstance()",
            "java.sql.ResultSet.getTimestamp(int)",
            "java.sql.ResultSet.getTimestamp(java.lang.String)",
            "java.sql.ResultSet.getDate(int)",
            "java.sql.ResultSet.getTime(int)",
            "java.sql.PreparedStatement.setTimestamp(int, java.sql.Timestamp)",
            "java.sql.PreparedStatement.setDate(int, java.sql.Date)",
            "java.sql.PreparedStatement.setTime(int, java.sql.Time)",
            "java.sql.Timestamp.toLocalDateTime()",
            "java.sql.Timestamp.valueOf(java.time.LocalDateTime)",
            "java.util.Calendar.getInstance()");

    private static final int LARGEST_PACKAGE = 25;

    /** Three kinds of stores beside each other, with a definition and a builder each. */
    private static final Map<String, Integer> LARGER_PACKAGES = Map.of("io.holcstore.store", 36);

    private static JavaClasses main;

    @BeforeAll
    static void importMainClasses() {
        // The names in the class files are enough: without this every class of the JDK that is mentioned is read, too.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        main = new ClassFileImporter()
                .importUrl(StoreException.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation());
        assertThat(main.contain(StoreException.class)).isTrue();
        assertThat(main.contain(ArchitectureTest.class)).isFalse();
    }

    static Stream<String> packages() {
        return CHAIN.stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void usesOnlyWhatStandsLeftOfIt(String name) {
        int place = CHAIN.indexOf(name);
        Stream<String> left =
                CHAIN.stream().limit(place).filter(other -> !ADAPTERS.contains(name) || !isOfFiles(other));
        String[] allowed = Stream.concat(left, Stream.of(name))
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);
        noClasses()
                .that(resideInAPackage(packageOf(name)))
                .should()
                .dependOnClassesThat(resideInAPackage("io.holcstore..")
                        .and(resideInAnyPackage(allowed).negate()))
                .allowEmptyShould(true)
                .check(main);
    }

    @Test
    void theRootUsesDefinitionsAlone() {
        String[] others = CHAIN.stream()
                .filter(name -> isOfFiles(name) || name.endsWith("http"))
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("io.holcstore")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(main);
    }

    private static boolean isOfFiles(String name) {
        return name.matches("(internal\\.)?files(\\..*)?");
    }

    @Test
    void thereAreNoOtherPackages() {
        String[] known = Stream.concat(Stream.of("io.holcstore"), packages().map(ArchitectureTest::packageOf))
                .toArray(String[]::new);
        classes().should().resideInAnyPackage(known).check(main);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.holcstore.(**)").should().beFreeOfCycles().check(main);
    }

    /** What applications compile against must not name what they cannot see. */
    @Test
    void noPublicSignatureNamesAnInternalType() {
        List<String> named = new ArrayList<>();
        for (JavaClass type : main) {
            if (isInternal(type) || !isSeen(type)) {
                continue;
            }
            List<JavaType> above = new ArrayList<>(type.getInterfaces());
            type.getSuperclass().ifPresent(above::add);
            above.addAll(type.getTypeParameters());
            above.stream()
                    .flatMap(other -> other.getAllInvolvedRawTypes().stream())
                    .filter(ArchitectureTest::isInternal)
                    .forEach(other -> named.add(type + " is declared with " + other));
            for (JavaMember member : type.getMembers()) {
                if (isSeen(member)) {
                    namedBy(member)
                            .filter(ArchitectureTest::isInternal)
                            .forEach(other -> named.add(member.getFullName() + " names " + other.getName()));
                }
            }
        }
        assertThat(named).isEmpty();
    }

    private static Stream<JavaClass> namedBy(JavaMember member) {
        List<JavaClass> thrown = member instanceof JavaCodeUnit unit ? unit.getExceptionTypes() : List.of();
        return Stream.concat(member.getAllInvolvedRawTypes().stream(), thrown.stream());
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().startsWith("io.holcstore.internal");
    }

    private static boolean isSeen(JavaClass type) {
        Optional<JavaClass> enclosing = type.getEnclosingClass();
        return type.getModifiers().contains(JavaModifier.PUBLIC) && (enclosing.isEmpty() || isSeen(enclosing.get()));
    }

    private static boolean isSeen(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    /** A package is one idea: someone who opens it sees what it is about. */
    @Test
    void packagesAreSmall() {
        Map<String, Long> files = main.stream()
                .filter(type -> type.getEnclosingClass().isEmpty()
                        && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(files).allSatisfy((name, count) -> assertThat(count)
                .as(name)
                .isLessThanOrEqualTo(LARGER_PACKAGES.getOrDefault(name, LARGEST_PACKAGE)));
    }

    @Test
    void nothingDependsOnTheZoneLocaleOrCharsetOfTheMachine() {
        noClasses()
                .should()
                .accessTargetWhere(
                        describe("the target takes a default of the machine", ArchitectureTest::takesDefault))
                .check(main);
    }

    /** Descriptions of files are shared between threads, and one that was made of another must not follow it. */
    @Test
    void descriptionsOfFilesNeverChange() {
        fields().that()
                .areDeclaredInClassesThat()
                .haveNameMatching("io\\.holcstore\\.(internal\\.)?files\\..*((Csv|Parquet|Nem12|Row)(Import|Export)"
                        + "|[A-Z][A-Za-z0-9]*Settings|Csv(Format|Columns?|Layout|Style)|RowRules"
                        + "|Time(Pattern|Rules|Columns))")
                .should()
                .beFinal()
                .check(main);
    }

    private static boolean takesDefault(JavaAccess<?> access) {
        return MACHINE_DEFAULTS.contains(access.getTarget().getFullName());
    }

    private static String packageOf(String name) {
        return "io.holcstore." + name;
    }
}
