package org.nexusauth.browser.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.nexusauth.browser.BrowserSettings;
import org.nexusauth.browser.Chrome;
import org.nexusauth.browser.ConsoleApplication;
import org.nexusauth.browser.ConsoleHttp;
import org.nexusauth.browser.RunningConsole;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.GenerationResult.Generated;
import org.nexusauth.management.apikey.KeyRevocationRequest;
import org.nexusauth.management.apikey.KeyRotationRequest;
import org.nexusauth.management.apikey.NewKeyRequest;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.openqa.selenium.By;

/** Takes the pictures of {@code docs/console.md}. Their key is cut. */
@EnabledIfSystemProperty(named = "screenshots.docs", matches = "true")
final class DocumentedConsoleIT {
  private static final Path PICTURES = Path.of("../../docs/images/console");
  private static final Operator MARA = new Operator("mara.lindt", Role.ADMIN, Set.of());
  private static final List<String> PERMISSIONS = List.of("orders:read", "orders:write");
  private static final String CUT =
      "document.querySelectorAll('[data-secret]').forEach(element => {"
          + "  const cut = text => text.replace(/eyJ[\\w.-]+/g, 'eyJhbGciOiJSUzI1NiIs… (cut)');"
          + "  if ('value' in element) { element.value = cut(element.value); }"
          + "  else { element.textContent = cut(element.textContent); }"
          + "});";

  private ManagementServices services;
  private ConsoleHttp api;
  private String things = "";
  private Chrome chrome;
  private int changes;

  @Test
  void pictures_ofTheDocument_areTaken() throws Exception {
    try (ConsoleApplication application = ConsoleApplication.start();
        Chrome browser = Chrome.open(application, BrowserSettings.WIDE)) {
      services = application.management().services();
      api = new ConsoleHttp(application.consoleAddress(), Map.of("X-Client-Version", "1.4.0"));
      things = application.address() + "/app/api/things";
      chrome = browser;
      chrome.signIn(RunningConsole.signIn(application).headers().get("Cookie"));
      takePictures(fill());
    }
  }

  private void takePictures(Generated rotating) throws IOException {
    var ref = rotating.record().ref();
    String integration = "organizations/acme/integrations/" + ref.integrationId();
    String key = integration + "/keys/" + ref.keyId();
    take("integrations", "organizations/acme/integrations");
    take("integration", integration);
    take("key", key);
    take("rotation", key + "/rotation");
    take("revoke", key + "/revoke?cause=leaked");
    take("audit", "organizations/acme/audit?limit=12");
    take("signing-keys", "signing-keys");
    chrome.open("check");
    chrome.fill("key", rotating.key().text());
    chrome.press("Check the key");
    keep("check");
    chrome.open(integration + "/keys/new");
    chrome.fill("name", "Nightly export");
    chrome.driver().findElement(By.cssSelector("input[value=production]")).click();
    chrome.driver().findElement(By.cssSelector("input[value='orders:read']")).click();
    keep("generate");
    chrome.press("Generate API key");
    chrome.heading();
    chrome.driver().executeScript(CUT);
    keep("reveal");
  }

  private void take(String name, String path) throws IOException {
    chrome.open(path);
    keep(name);
  }

  private void keep(String name) throws IOException {
    chrome.heading();
    Files.createDirectories(PICTURES);
    for (boolean dark : List.of(false, true)) {
      chrome.show(dark ? BrowserSettings.WIDE.inTheDark() : BrowserSettings.WIDE);
      Path picture = PICTURES.resolve(name + (dark ? "-dark.png" : "-light.png"));
      Files.write(picture, PaletteImage.reduce(chrome.takePicture()));
    }
    chrome.show(BrowserSettings.WIDE);
  }

  private ChangeContext change() {
    return new ChangeContext(MARA, "request-" + ++changes, "10.2.0.17", null);
  }

  private Generated fill() {
    services.organizations().create(change(), "acme", "Acme Logistics");
    services.organizations().create(change(), "globex", "Globex Retail");
    services.agents().create(change(), "acme", "orders", "Order service");
    services.agents().create(change(), "acme", "reports", "Reporting");
    Integration billing = integrate("Billing export", "orders");
    Integration labels = integrate("Shipping labels", "orders");
    Integration reports = integrate("Monthly reports", "reports");
    Integration portal = integrate("Customer portal", "orders");
    Integration old = integrate("Warehouse sync", "orders");
    Generated rotating = generate(billing, "Billing job", Environment.PRODUCTION);
    use(rotating);
    use(generate(billing, "Billing job, staging", Environment.STAGING));
    Generated laptop = generate(billing, "Laptop of a colleague", Environment.DEVELOPMENT);
    services
        .apiKeys()
        .revoke(
            change(),
            laptop.record().ref(),
            new KeyRevocationRequest(Cause.LEAKED, "found in a chat", null),
            ExpectedVersion.ANY);
    rotate(rotating);
    use(generate(labels, "Label printer", Environment.PRODUCTION));
    generate(reports, "Reports", Environment.PRODUCTION);
    use(generate(portal, "Portal", Environment.PRODUCTION));
    generate(old, "Sync", Environment.PRODUCTION);
    services
        .integrations()
        .disable(change(), "acme", old.id(), "Contract ended", ExpectedVersion.ANY);
    services.signingKeys().prepareNext(change(), null);
    return rotating;
  }

  private Integration integrate(String name, String agent) {
    return services.integrations().create(change(), "acme", name, agent);
  }

  private Generated generate(Integration integration, String name, Environment environment) {
    return (Generated)
        services
            .apiKeys()
            .generate(
                change(),
                new NewKeyRequest(
                    "acme", integration.id(), name, environment, PERMISSIONS, null, null));
  }

  private void use(Generated key) {
    api.with("api-key", key.key().text()).get(things);
  }

  private void rotate(Generated key) {
    Generated successor =
        (Generated)
            services
                .apiKeys()
                .rotate(
                    change(),
                    key.record().ref(),
                    new KeyRotationRequest(Duration.ofHours(24), Duration.ofDays(30)),
                    ExpectedVersion.ANY);
    use(successor);
  }
}
