package org.hubwarden;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The directions between packages that docs/architecture.md draws. There is no list of exceptions, and must be none. */
@AnalyzeClasses(packages = "org.hubwarden", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] CORE = {
        "org.hubwarden.model..",
        "org.hubwarden.desired..",
        "org.hubwarden.observed..",
        "org.hubwarden.ledger..",
        "org.hubwarden.spec..",
        "org.hubwarden.plan..",
        "org.hubwarden.checkup..",
        "org.hubwarden.rights..",
        "org.hubwarden.intake..",
        "org.hubwarden.sweep.."
    };

    @ArchTest
    static final ArchRule directions = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("model")
            .definedBy("org.hubwarden.model..")
            .layer("desired")
            .definedBy("org.hubwarden.desired..")
            .layer("observed")
            .definedBy("org.hubwarden.observed..")
            .layer("ledger")
            .definedBy("org.hubwarden.ledger..")
            .layer("spec")
            .definedBy("org.hubwarden.spec..")
            .layer("plan")
            .definedBy("org.hubwarden.plan..")
            .layer("checkup")
            .definedBy("org.hubwarden.checkup..")
            .layer("rights")
            .definedBy("org.hubwarden.rights..")
            .layer("intake")
            .definedBy("org.hubwarden.intake..")
            .layer("sweep")
            .definedBy("org.hubwarden.sweep..")
            .layer("host")
            .definedBy("org.hubwarden.host")
            .layer("linux")
            .definedBy("org.hubwarden.host.linux..")
            .layer("systemd")
            .definedBy("org.hubwarden.host.systemd..")
            .layer("tree")
            .definedBy("org.hubwarden.host.tree..")
            .layer("apply")
            .definedBy("org.hubwarden.apply..")
            .layer("audit")
            .definedBy("org.hubwarden.audit..")
            .layer("reconcile")
            .definedBy("org.hubwarden.reconcile..")
            .layer("bus")
            .definedBy("org.hubwarden.bus..")
            .layer("cli")
            .definedBy("org.hubwarden.cli..")
            .layer("manual")
            .definedBy("org.hubwarden.manual..")
            .layer("Main")
            .definedBy("org.hubwarden")
            .whereLayer("model")
            .mayNotAccessAnyLayer()
            .whereLayer("desired")
            .mayOnlyAccessLayers("model")
            .whereLayer("observed")
            .mayOnlyAccessLayers("model")
            .whereLayer("ledger")
            .mayOnlyAccessLayers("model")
            .whereLayer("spec")
            .mayOnlyAccessLayers("model", "desired")
            .whereLayer("plan")
            .mayOnlyAccessLayers("model", "desired", "observed", "ledger", "spec")
            .whereLayer("checkup")
            .mayOnlyAccessLayers("model", "desired", "observed")
            .whereLayer("sweep")
            .mayOnlyAccessLayers("model", "observed", "rights")
            .whereLayer("rights")
            .mayOnlyAccessLayers("model", "desired", "observed", "ledger", "spec")
            .whereLayer("intake")
            .mayOnlyAccessLayers("model", "desired", "observed")
            .whereLayer("host")
            .mayOnlyAccessLayers("model", "observed", "ledger", "spec", "plan", "sweep")
            .whereLayer("linux")
            .mayOnlyAccessLayers("model", "observed", "ledger", "spec", "plan", "sweep", "host")
            .whereLayer("systemd")
            .mayOnlyAccessLayers("model", "observed", "ledger", "spec", "plan", "host")
            .whereLayer("tree")
            .mayOnlyAccessLayers("model", "observed", "ledger", "spec", "plan", "host")
            .whereLayer("apply")
            .mayOnlyAccessLayers("model", "observed", "plan", "host", "ledger")
            .whereLayer("audit")
            .mayOnlyAccessLayers("model", "observed", "ledger", "plan", "apply", "host")
            .whereLayer("reconcile")
            .mayOnlyAccessLayers(
                    "model",
                    "desired",
                    "observed",
                    "ledger",
                    "spec",
                    "plan",
                    "rights",
                    "sweep",
                    "host",
                    "apply",
                    "audit")
            .whereLayer("bus")
            .mayOnlyAccessLayers(
                    "model", "desired", "observed", "ledger", "spec", "plan", "host", "apply", "audit", "reconcile")
            .whereLayer("cli")
            .mayOnlyAccessLayers(
                    "model",
                    "desired",
                    "observed",
                    "ledger",
                    "spec",
                    "plan",
                    "checkup",
                    "rights",
                    "intake",
                    "sweep",
                    "host",
                    "apply",
                    "audit",
                    "reconcile")
            .whereLayer("manual")
            .mayOnlyAccessLayers("desired", "cli")
            .whereLayer("Main")
            .mayNotBeAccessedByAnyLayer();

    /** A subject of the machine's knows the two packages that all build on, and no other subject but those named. */
    @ArchTest
    static final ArchRule subjectsOfTheMachine = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("posix")
            .definedBy("org.hubwarden.host.linux.posix")
            .layer("files")
            .definedBy("org.hubwarden.host.linux.files")
            .layer("accounts")
            .definedBy("org.hubwarden.host.linux.accounts")
            .layer("homes")
            .definedBy("org.hubwarden.host.linux.homes")
            .layer("rights")
            .definedBy("org.hubwarden.host.linux.rights")
            .layer("leaving")
            .definedBy("org.hubwarden.host.linux.leaving")
            .layer("sweep")
            .definedBy("org.hubwarden.host.linux.sweep")
            .layer("hub")
            .definedBy("org.hubwarden.host.linux.hub")
            .layer("journal")
            .definedBy("org.hubwarden.host.linux.journal")
            .layer("service")
            .definedBy("org.hubwarden.host.linux")
            .whereLayer("posix")
            .mayNotAccessAnyLayer()
            .whereLayer("files")
            .mayOnlyAccessLayers("posix")
            .whereLayer("accounts")
            .mayOnlyAccessLayers("posix", "files")
            .whereLayer("homes")
            .mayOnlyAccessLayers("posix", "files")
            .whereLayer("rights")
            .mayOnlyAccessLayers("posix", "files")
            .whereLayer("leaving")
            .mayOnlyAccessLayers("posix", "files")
            .whereLayer("sweep")
            .mayOnlyAccessLayers("posix", "files")
            .whereLayer("hub")
            .mayOnlyAccessLayers("posix", "files", "accounts", "rights")
            .whereLayer("journal")
            .mayOnlyAccessLayers("posix", "files")
            .whereLayer("service")
            .mayOnlyAccessLayers("posix", "files", "rights");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("org.hubwarden.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule coreDoesNotTouchTheMachine = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.net..",
                    "java.util.logging..",
                    "org.slf4j..",
                    "com.sun.jna..",
                    "java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.File")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.FileInputStream")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.FileOutputStream")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.RandomAccessFile")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Process")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Runtime")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.security.SecureRandom")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("the core is values in, values out: time and the run id come in as arguments");

    @ArchTest
    static final ArchRule onlyTheLinuxAdaptersUseNativeCode = noClasses()
            .that()
            .resideOutsideOfPackage("org.hubwarden.host.linux..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule onlyTheUnitsAdapterSpeaksOnTheBus = noClasses()
            .that()
            .resideOutsideOfPackage("org.hubwarden.host.systemd..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.freedesktop.dbus..", "java.util.logging..");

    @ArchTest
    static final ArchRule bytesOfTheBusKnowNothingOfUs = noClasses()
            .that()
            .resideInAPackage("org.hubwarden.bus.wire")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("org.hubwarden..").and(not(resideInAPackage("org.hubwarden.bus.wire"))));

    @ArchTest
    static final ArchRule adaptersAreKnownToMainOnly = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.hubwarden",
                    "org.hubwarden.host.linux..",
                    "org.hubwarden.host.systemd..",
                    "org.hubwarden.host.tree..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.hubwarden.host.linux..", "org.hubwarden.host.systemd..", "org.hubwarden.host.tree..");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = classes()
            .should()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Impl")
            .andShould()
            .haveSimpleNameNotEndingWith("Service");
}
