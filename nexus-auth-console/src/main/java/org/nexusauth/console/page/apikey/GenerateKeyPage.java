package org.nexusauth.console.page.apikey;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.apikey.GenerateKeyForm.ReadOrder;
import org.nexusauth.console.page.apikey.GenerateKeyView.Obstacle;
import org.nexusauth.console.page.apikey.GenerateKeyView.Options;
import org.nexusauth.console.page.reveal.KeyReveal;
import org.nexusauth.console.page.reveal.NextStep;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.ApiKeys;
import org.nexusauth.management.apikey.GenerationResult;
import org.nexusauth.management.apikey.idempotency.IdempotencyCheck;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.Suspension;
import org.nexusauth.management.plan.PlanView;
import org.nexusauth.management.plan.Plans;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.PageRequest;

/**
 * Generates keys: the form, and the page that shows the new key.
 *
 * @param clock says which days can be chosen
 * @param reveal shows the new key
 */
public record GenerateKeyPage(Clock clock, KeyReveal reveal) {
  private static final String KEYS =
      "/organizations/{organization}/integrations/{integration}/keys";

  /** The fields in the order of the form. */
  private static final List<String> FIELDS =
      List.of("name", "environment", "permissions", "lifetime", "expiresAt", "plan");

  private static final String USED_FORM =
      "This form has made a key before, with other values. To make another key with the present"
          + " values, send it again.";
  private static final String OLD_FORM =
      "This form was open for more than 12 hours. Check its values and send it again.";

  /** The keys whose permissions are offered: the newest ones of the organization. */
  private static final int SAMPLE_SIZE = 100;

  /** Returns its routes. */
  public List<Route> routes() {
    return List.of(
        Route.page(KEYS + "/new", Role.OPERATOR, this::showForm).withQuery("like"),
        Route.form(KEYS, Role.OPERATOR, this::generateKey),
        Route.page(KEYS, Role.VIEWER, GenerateKeyPage::leadToIntegration));
  }

  /** The address of the page that has shown a key, opened again. */
  private static ConsoleResponse leadToIntegration(ConsoleCall call) {
    return ConsoleResponse.redirect(
        "organizations", call.organization(), "integrations", call.pathParameter("integration"));
  }

  private ConsoleResponse showForm(ConsoleCall call) {
    String like = call.query().readText("like");
    Integration integration = requireIntegration(call);
    GenerateKeyForm form = GenerateKeyForm.empty(clock.instant());
    if (like != null) {
      KeyRef ref = new KeyRef(integration.organizationId(), integration.id(), like);
      ApiKeyView other = call.services().apiKeys().get(call.operator(), ref);
      form = GenerateKeyForm.like(other.record(), clock.instant());
    }
    return show(call, integration, form, FormErrors.NONE);
  }

  private ConsoleResponse generateKey(ConsoleCall call) {
    GenerateKeyForm form = GenerateKeyForm.read(call.form());
    Integration integration = requireIntegration(call);
    ApiKeys service = call.services().apiKeys();
    Optional<String> unsigned = service.findSigningObstacle();
    if (unsigned.isPresent()) {
      return show(call, integration, form, FormErrors.ofOutage(unsigned.get()));
    }
    if (form.isTooOld(clock.instant())) {
      return show(call, integration, form.withNewNonce(clock.instant()), conflict(OLD_FORM));
    }
    ReadOrder order = form.readOrder(integration, lifetimeChoice(call));
    if (!order.problems().isEmpty()) {
      List<FieldError> all = new ArrayList<>(order.problems());
      all.addAll(service.findProblems(order.request()));
      all.sort(Comparator.comparing(error -> FIELDS.indexOf(error.field())));
      return show(call, integration, form, FormErrors.of(all));
    }
    try {
      GenerationResult result = service.generate(call.contextOnce(form.nonce()), order.request());
      return reveal.answer(result, integration, nextStep(integration));
    } catch (ManagementException e) {
      if (isUsedForm(e)) {
        return show(call, integration, form.withNewNonce(clock.instant()), conflict(USED_FORM));
      }
      return show(call, integration, form, FormErrors.from(e));
    }
  }

  private static boolean isUsedForm(ManagementException problem) {
    return problem.kind() == Kind.CONFLICT
        && problem.fieldErrors().stream()
            .anyMatch(error -> error.field().equals(IdempotencyCheck.FIELD));
  }

  private static FormErrors conflict(String message) {
    return FormErrors.from(ManagementException.of(Kind.CONFLICT, message));
  }

  private static NextStep nextStep(Integration integration) {
    List<String> home =
        List.of("organizations", integration.organizationId(), "integrations", integration.id());
    return new NextStep(
        "Store it where your other secrets are, and give it to the application that calls the API.",
        home,
        List.of(home.get(0), home.get(1), home.get(2), home.get(3), "keys", "new"));
  }

  private static Integration requireIntegration(ConsoleCall call) {
    return call.services()
        .integrations()
        .get(call.operator(), call.organization(), call.pathParameter("integration"));
  }

  /** Without limits here, a plan's name is meant for another application. */
  private static List<String> planNames(ConsoleCall call) {
    Plans plans = call.services().plans();
    if (!plans.limitsAreUsed()) {
      return List.of();
    }
    return plans.list().stream().map(PlanView::name).toList();
  }

  private LifetimeChoice lifetimeChoice(ConsoleCall call) {
    return new LifetimeChoice(call.services().apiKeys().longestLifetime(), clock.instant());
  }

  private ConsoleResponse show(
      ConsoleCall call, Integration integration, GenerateKeyForm form, FormErrors errors) {
    Options options =
        new Options(
            call.services().apiKeys().presets(),
            lifetimeChoice(call),
            knownPermissions(call),
            planNames(call));
    GenerateKeyView view =
        new GenerateKeyView(integration, findObstacle(call, integration), form, errors, options);
    HtmlPage page = new HtmlPage("apikey/generate", "Generate API key", Section.INTEGRATIONS, view);
    return new Html(errors.status(), page, false);
  }

  /**
   * The permissions of the newest keys of the organization, and those of the application's rules.
   */
  private List<String> knownPermissions(ConsoleCall call) {
    ApiKeyQuery newest =
        new ApiKeyQuery(call.organization(), null, null, null, null, null, null, clock.instant());
    TreeSet<String> known = new TreeSet<>(reveal.api().get().permissions());
    for (ApiKeyView key :
        call.services()
            .apiKeys()
            .list(call.operator(), newest, new PageRequest(SAMPLE_SIZE, null))
            .items()) {
      known.addAll(key.record().claims().permissions());
    }
    return List.copyOf(known);
  }

  private static @Nullable Obstacle findObstacle(ConsoleCall call, Integration integration) {
    Suspension disablement = integration.disablement();
    if (disablement != null) {
      return new Obstacle(
          "This integration is disabled: %s.".formatted(disablement.reason()),
          "Enable it first, then generate the key.");
    }
    Agent agent =
        call.services()
            .agents()
            .findByIds(
                call.operator(), integration.organizationId(), List.of(integration.agentId()))
            .get(integration.agentId());
    if (agent == null) {
      return new Obstacle(
          "There is no agent %s any more, and this integration is its."
              .formatted(integration.agentId()),
          "An administrator can add the agent again.");
    }
    Suspension restriction = agent.restriction();
    if (restriction != null) {
      return new Obstacle(
          "The agent %s is restricted: %s.".formatted(agent.name(), restriction.reason()),
          "An administrator can lift the restriction; then generate the key.");
    }
    return call.services()
        .apiKeys()
        .findSigningObstacle()
        .map(reason -> new Obstacle(reason, ""))
        .orElse(null);
  }
}
