package org.nexusauth.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.IntegrationQuery;
import org.nexusauth.management.store.PageRequest;

/** Records of each kind and state: two organizations, names of every script, keys of each state. */
public final class SampleRecords {
  private static final Operator OPERATOR = new Operator("mara.lindt", Role.ADMIN, Set.of());
  private static final List<String> NAMES =
      List.of(
          "Billing export",
          "顧客データ同期（東京リージョン）",
          "مزامنة الطلبات",
          "🚚 Shipping labels 🚚",
          "A name of exactly eighty characters, which is the longest one that is allowed xx",
          "<script>alert(1)</script> \"quoted\" & 'more'");

  /** The organization without any records. */
  static final String EMPTY = "empty";

  private final ConsoleApplication application;
  private final ManagementServices services;
  private int requests;

  /** The texts of the keys that were made, in their order. */
  final List<String> keyTexts = new ArrayList<>();

  private SampleRecords(ConsoleApplication application) {
    this.application = application;
    this.services = application.management().services();
  }

  /** Fills an application. */
  static SampleRecords fill(ConsoleApplication application) {
    SampleRecords records = new SampleRecords(application);
    records.fillOrganization("acme", "Acme Logistics");
    records.fillOrganization("globex", "Globex Retail");
    records.fillLargeOrganization("initech", "Initech Freight with a long name of an organization");
    records.services.organizations().create(records.change(), EMPTY, "Empty");
    records.services.signingKeys().prepareNext(records.change(), null);
    records.services.plans().create(records.change(), "gold", "600/minute,10000/hour");
    return records;
  }

  private ChangeContext change() {
    return new ChangeContext(OPERATOR, "sample-" + ++requests, "10.2.0.17", null);
  }

  /** More agents and integrations than one page lists, and keys enough of one integration. */
  private void fillLargeOrganization(String id, String name) {
    services.organizations().create(change(), id, name);
    for (int i = 0; i < 101; i++) {
      services.agents().create(change(), id, id + "-" + i, "Driver " + i);
    }
    for (int i = 0; i < 51; i++) {
      services.integrations().create(change(), id, "Terminal " + (100 + i), id + "-" + i);
    }
    Integration last = services.integrations().create(change(), id, "Yard", id + "-1");
    for (int i = 0; i < 52; i++) {
      generate(last, "Gate " + i, Environment.PRODUCTION);
    }
  }

  private void fillOrganization(String id, String name) {
    services.organizations().create(change(), id, name);
    services.agents().create(change(), id, id + "-orders", "Order service");
    services.agents().create(change(), id, id + "-reports", "Reporting");
    List<Integration> made = new ArrayList<>();
    for (String integration : NAMES) {
      made.add(services.integrations().create(change(), id, integration, id + "-orders"));
    }
    Integration first = made.get(0);
    Generated production = generate(first, "Production", Environment.PRODUCTION);
    KeyRef staging = generate(first, "Staging", Environment.STAGING).record().ref();
    SampleUsage.write(application.database(), staging);
    if (id.equals("acme")) {
      SampleAlerts.write(application.management().store(), staging);
    }
    Generated leaked = generate(first, "Laptop of a colleague", Environment.DEVELOPMENT);
    services
        .apiKeys()
        .revoke(
            change(),
            leaked.record().ref(),
            new KeyRevocationRequest(Cause.LEAKED, "found in a chat", null),
            ExpectedVersion.ANY);
    services
        .apiKeys()
        .rotate(
            change(),
            production.record().ref(),
            new KeyRotationRequest(Duration.ofHours(24), Duration.ofDays(30)),
            ExpectedVersion.ANY);
    generate(made.get(1), "本番キー", Environment.PRODUCTION);
    new RareKeys(services, made.get(5)).fill();
    addRareKeys(first, id);
    Integration disabled = made.get(2);
    generate(disabled, "Production", Environment.PRODUCTION);
    services
        .integrations()
        .disable(change(), id, disabled.id(), "Contract ended", ExpectedVersion.ANY);
    services.agents().restrict(change(), id, id + "-reports", "Under review", ExpectedVersion.ANY);
  }

  /** Keys that are used, expire soon, have expired, end at a time, or are their agent's. */
  private void addRareKeys(Integration first, String organization) {
    Generated used = generate(first, "Nightly run", Environment.PRODUCTION);
    sendRequest(used.key().text());
    generate(newKey(first, "Trial", List.of("orders:read"), Duration.ofDays(5)));
    generate(newKey(first, "Of yesterday", List.of("orders:read"), Duration.ofSeconds(1)));
    List<String> many =
        IntStream.range(0, 40).mapToObj(number -> "resource-" + number + ":write").toList();
    Generated ending = generate(newKey(first, "Many permissions", many, Duration.ofDays(90)));
    Instant nextWeek = Instant.now().plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.DAYS);
    services
        .apiKeys()
        .revoke(
            change(),
            ending.record().ref(),
            new KeyRevocationRequest(Cause.OWNER_LEFT, "leaves at the end of the week", nextWeek),
            ExpectedVersion.ANY);
    Integration reports =
        services
            .integrations()
            .create(change(), organization, "Monthly reports", organization + "-reports");
    generate(reports, "Production", Environment.PRODUCTION);
  }

  /** Sends a request to the API with a key. */
  void sendRequest(String key) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(application.address() + "/app/api/things"))
            .header("api-key", key)
            .header("X-Client-Version", "1.4.0")
            .build();
    try {
      HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the API does not answer", e);
    }
  }

  private static NewKeyRequest newKey(
      Integration integration, String name, List<String> permissions, Duration lifetime) {
    return new NewKeyRequest(
        integration.organizationId(),
        integration.id(),
        name,
        Environment.STAGING,
        permissions,
        lifetime,
        null);
  }

  private Generated generate(NewKeyRequest order) {
    Generated generated = (Generated) services.apiKeys().generate(change(), order);
    keyTexts.add(generated.key().text());
    return generated;
  }

  private Generated generate(Integration integration, String name, Environment environment) {
    Generated generated =
        (Generated)
            services
                .apiKeys()
                .generate(
                    change(),
                    new NewKeyRequest(
                        integration.organizationId(),
                        integration.id(),
                        name,
                        environment,
                        List.of("orders:read", "orders:write"),
                        null,
                        null));
    keyTexts.add(generated.key().text());
    return generated;
  }

  /** Returns the path of an integration by its name. */
  public String pathOfIntegration(String organization, String name) {
    IntegrationQuery query =
        new IntegrationQuery(organization, null, null, null, null, name, Instant.now());
    Integration found =
        services.integrations().list(OPERATOR, query, new PageRequest(1, null)).items().get(0);
    return "organizations/" + organization + "/integrations/" + found.id();
  }

  /** Returns how many keys an organization has. */
  public long countKeys(String organization) {
    ApiKeyQuery query =
        new ApiKeyQuery(organization, null, null, null, null, null, null, Instant.now());
    return services.apiKeys().list(OPERATOR, query, new PageRequest(200, null)).items().size();
  }
}
