package dev.ordersync.scenario;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.NullMarked;

/** The rules of the design that a compiler does not hold. Never loosened to pass. */
@AnalyzeClasses(
        packages = "dev.ordersync",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
    private static final String[] WORKER = {"dev.ordersync.worker.."};
    private static final String[] RECONCILER = {
        "dev.ordersync.reconciler..",
        "dev.ordersync.lookup..",
        "dev.ordersync.matching..",
        "dev.ordersync.verdict..",
        "dev.ordersync.resolution..",
        "dev.ordersync.incident..",
        "dev.ordersync.mail..",
        "dev.ordersync.voiding..",
        "dev.ordersync.webhook.."
    };
    private static final String[] SERVICES = {
        WORKER[0],
        RECONCILER[0],
        RECONCILER[1],
        RECONCILER[2],
        RECONCILER[3],
        RECONCILER[4],
        RECONCILER[5],
        RECONCILER[6],
        RECONCILER[7],
        RECONCILER[8]
    };

    private static final DescribedPredicate<JavaClass> TEST_SUPPORT =
            resideInAnyPackage("dev.ordersync.scenario..", "dev.ordersync.testing..");

    @ArchTest
    static final ArchRule workerDoesNotKnowTheReconciler = noClasses()
            .that()
            .resideInAnyPackage(WORKER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(RECONCILER);

    @ArchTest
    static final ArchRule reconcilerDoesNotKnowTheWorker = noClasses()
            .that()
            .resideInAnyPackage(RECONCILER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(WORKER);

    @ArchTest
    static final ArchRule commonKnowsNeither = noClasses()
            .that()
            .resideOutsideOfPackages(SERVICES)
            .and(DescribedPredicate.not(TEST_SUPPORT))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICES);

    @ArchTest
    static final ArchRule decisionsArePlainJava = noClasses()
            .that()
            .resideInAnyPackage("dev.ordersync.order..", "dev.ordersync.matching..", "dev.ordersync.verdict..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule packagesHaveNoCycle =
            slices().matching("dev.ordersync.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyPackageSaysWhatMayBeNull = classes()
            .that(DescribedPredicate.not(TEST_SUPPORT))
            .and()
            .areTopLevelClasses()
            .should(new InNullMarkedPackage());

    @ArchTest
    static final ArchRule timeIsHandedIn = noClasses()
            .that(DescribedPredicate.not(TEST_SUPPORT))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule onlyTheConfigurationChoosesTheClock = noClasses()
            .that(DescribedPredicate.not(TEST_SUPPORT))
            .and()
            .resideOutsideOfPackage("dev.ordersync.config..")
            .should()
            .callMethod(Clock.class, "systemUTC");

    /** The tests of common come as a jar, which the usual option does not recognise. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final class InNullMarkedPackage extends ArchCondition<JavaClass> {
        InNullMarkedPackage() {
            super("be in a package marked @NullMarked");
        }

        @Override
        public void check(JavaClass item, ConditionEvents events) {
            boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
            events.add(new SimpleConditionEvent(item, marked, item.getName()));
        }
    }
}
