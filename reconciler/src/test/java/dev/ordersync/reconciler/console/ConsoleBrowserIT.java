package dev.ordersync.reconciler.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import dev.ordersync.order.OrderId;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The console in a real browser: wide and on a phone, in both themes, each page checked for accessibility by axe. */
class ConsoleBrowserIT extends ConsoleFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    /** Pictures of the pages, for a look at what changed. */
    private static final Path PICTURES = Path.of("target", "console");

    private static ChromeDriver browser;

    @BeforeAll
    static void startBrowser() throws IOException {
        Files.createDirectories(PICTURES);
        var options = new ChromeOptions();
        options.setBinary(found("chromium"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        var driver = new ChromeDriverService.Builder()
                .usingDriverExecutable(found("chromedriver"))
                .build();
        browser = new ChromeDriver(driver, options);
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    private static File found(String program) {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .map(folder -> new File(folder, program))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The browser test needs " + program + " on the PATH: install Debian's " + program));
    }

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"1440, light", "1440, dark", "390, light", "390, dark"})
    void givenAPersonAndAnOrderInDoubt_whenSignedInSearchedAndPressed_thenTheRefusalIsReadAndEveryPageIsAccessible(
            int width, String theme) {
        // given
        everyKind();
        browser.manage().window().setSize(new Dimension(width, 900));
        browser.manage().deleteAllCookies();

        // when: sign in, with a wrong try first
        open("/orders/CV-2?source=default");
        signIn("operator", "wrong");
        assertThat(text("main")).contains("4 tries left");
        check("login", width, theme);
        signIn("operator", PASSWORD);
        assertThat(browser.getCurrentUrl()).endsWith("/orders/CV-2?source=default");
        choose(theme, width);

        // then: each page
        open("/overview");
        check("overview", width, theme);
        open("/stores/acme");
        assertThat(text("h1")).isEqualTo("acme");
        check("store", width, theme);
        open("/orders");
        check("orders", width, theme);

        // when: search as one types
        browser.findElement(By.id("q")).sendKeys("CV-2");
        waitFor().until(ExpectedConditions.urlContains("q=CV-2"));
        waitFor().until(ExpectedConditions.numberOfElementsToBe(By.cssSelector("#result tbody tr"), 1));
        browser.findElement(By.linkText("CV-2")).click();
        waitFor().until(ExpectedConditions.urlContains("/orders/CV-2"));
        check("order", width, theme);
        assertThat(browser.findElement(By.id("retry")).getAttribute("aria-disabled"))
                .isEqualTo("true");
        assertThat(text("#retry-why")).contains("Your shop may have this order.");
        assertThat(browser.findElement(By.id("stale")).isDisplayed())
                .as("a fresh page is not called stale")
                .isFalse();

        // when: a press that loses a race
        open("/orders/CV-3?source=default");
        orders.with(orderNumber("CV-3"), "version = version + 1");
        browser.findElement(By.id("retry")).click();
        var refusal =
                waitFor().until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector("#main [role=alert]")));
        assertThat(refusal.getText()).contains("Not sent again: the order has changed since you looked.", "stale-view");
        assertThat(browser.switchTo().activeElement()).isEqualTo(refusal);
        check("refused", width, theme);

        // when: the fresh page's press
        browser.findElement(By.id("retry")).click();
        waitFor().until(ExpectedConditions.textToBePresentInElementLocated(By.id("main"), "Queued to be sent again."));
        assertThat(status("CV-3")).isEqualTo("queued");

        // then
        open("/orders/CV-4?source=default");
        check("broken", width, theme);
        open("/orders/CV-1?source=default&do=link");
        check("link", width, theme);
        open("/orders/CV-404");
        check("missing", width, theme);
    }

    private void everyKind() {
        orders.queued("CV-1");
        orders.looked(orders.inDoubt("CV-2"), "none", "[]");
        orders.failed("CV-3");
        orders.sees(orders.broken("CV-4"), "18342", false);
        orders.synced("CV-5", "18343");
        orders.rejected("CV-6");
        orders.with(orders.inDoubt("CV-7"), "overdue = true");
        orders.cancelled("CV-8");
    }

    private OrderId orderNumber(String id) {
        return new OrderId(jdbc.sql("SELECT id FROM orders WHERE ext_id = :id")
                .param("id", id)
                .query(Long.class)
                .single());
    }

    private void open(String path) {
        browser.get("http://localhost:" + port + path);
    }

    private void signIn(String name, String password) {
        var field = browser.findElement(By.name("username"));
        field.clear();
        field.sendKeys(name);
        browser.findElement(By.name("password")).sendKeys(password);
        var button = browser.findElement(By.cssSelector("button[type=submit]"));
        button.click();
        // The page that it was on has a heading too: the next one is there when this one is gone.
        waitFor().until(ExpectedConditions.stalenessOf(button));
        waitFor().until(ExpectedConditions.presenceOfElementLocated(By.tagName("h1")));
    }

    private void choose(String theme, int width) {
        if (width < 832) {
            browser.findElement(By.cssSelector("[popovertarget=nav]")).click();
        }
        browser.findElement(By.cssSelector("button[name=theme][value=" + theme + "]"))
                .click();
        waitFor().until(ExpectedConditions.presenceOfElementLocated(By.cssSelector("html[data-theme=" + theme + "]")));
    }

    /** No violation of WCAG 2.2 AA, no scrolling sideways, no complaint on the console. */
    private void check(String name, int width, String theme) {
        var violations = new AxeBuilder().withTags(WCAG).analyze(browser).getViolations();
        assertThat(violations.stream()
                        .map(rule -> rule.getId() + ": "
                                + rule.getNodes().stream()
                                        .map(node -> node.getTarget() + " " + node.getHtml())
                                        .toList())
                        .toList())
                .as("axe on %s, %d px, %s", name, width, theme)
                .isEmpty();
        assertThat(browser.executeScript(
                        "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("%s fits into %d px", name, width)
                .isEqualTo(true);
        assertThat(browser.manage().logs().get("browser").getAll().stream()
                        .map(entry -> entry.getMessage())
                        .filter(message -> message.contains("Content Security Policy") || message.contains("Uncaught"))
                        .toList())
                .as("complaints of the browser on %s", name)
                .isEmpty();
        picture(name + "-" + width + "-" + theme + ".png");
    }

    private void picture(String file) {
        try {
            Files.write(PICTURES.resolve(file), browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new AssertionError("No picture could be kept", e);
        }
    }

    private String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    private static WebDriverWait waitFor() {
        return new WebDriverWait(browser, PATIENCE);
    }
}
