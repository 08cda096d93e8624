package org.nexusauth.console.page.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.FormReader;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.Notice;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;

/** Adds an integration. */
public final class NewIntegrationPage {
  private static final Pattern NONCE = Pattern.compile("[0-9a-f-]{36}");

  private NewIntegrationPage() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    return List.of(
        Route.page(IntegrationListPage.PATH + "/new", Role.OPERATOR, NewIntegrationPage::showPage),
        Route.form(IntegrationListPage.PATH, Role.OPERATOR, NewIntegrationPage::createFromForm));
  }

  /**
   * What it shows.
   *
   * @param organization the organization
   * @param name the name that was typed
   * @param agentId the agent that was chosen; empty for none
   * @param nonce random text by which the form is recognized when it is sent again
   * @param agents the agents that can be chosen
   * @param errors what is wrong
   */
  public record NewIntegrationView(
      Organization organization,
      String name,
      String agentId,
      String nonce,
      AgentChoice agents,
      FormErrors errors) {}

  private static ConsoleResponse showPage(ConsoleCall call) {
    return render(call, new Input("", "", "", UUID.randomUUID().toString()), FormErrors.NONE);
  }

  private record Input(String name, String agentId, String agentText, String nonce) {
    static Input read(FormReader form) {
      Input input =
          new Input(
              form.readText("name"),
              form.readText("agentId"),
              form.readText("agentText"),
              form.readText("nonce"));
      if (!NONCE.matcher(input.nonce()).matches()) {
        throw ProblemException.invalid("nonce", "This form is not complete. Open its page again.");
      }
      return input;
    }
  }

  private static ConsoleResponse createFromForm(ConsoleCall call) {
    FormReader form = call.form();
    Input input = Input.read(form);
    boolean findsAgents = form.readFlag("find");
    form.finish();
    if (findsAgents) {
      return render(call, input, FormErrors.NONE);
    }
    try {
      requireAgent(input);
      Integration created =
          call.services()
              .integrations()
              .create(
                  call.contextOnce(input.nonce()),
                  call.organization(),
                  input.name(),
                  input.agentId());
      return ConsoleResponse.redirect(
              "organizations", call.organization(), "integrations", created.id())
          .withNotice(Notice.INTEGRATION_CREATED.parameter());
    } catch (ManagementException e) {
      FormErrors errors = FormErrors.from(e);
      return render(call, input, errors).withStatus(errors.status());
    }
  }

  private static void requireAgent(Input input) {
    if (input.agentId().isEmpty()) {
      List<FieldError> errors = new ArrayList<>();
      if (input.name().isEmpty()) {
        errors.add(new FieldError("name", "Give the integration a name."));
      }
      errors.add(new FieldError("agentId", "Choose the agent that the integration acts for."));
      throw ManagementException.invalid(errors);
    }
  }

  private static Html render(ConsoleCall call, Input input, FormErrors errors) {
    Organization organization =
        call.services().organizations().get(call.operator(), call.organization());
    NewIntegrationView view =
        new NewIntegrationView(
            organization,
            input.name(),
            input.agentId(),
            input.nonce(),
            AgentChoice.find(call, input.agentText()),
            errors);
    return ConsoleResponse.page(
        new HtmlPage("directory/integrationnew", "Add integration", Section.INTEGRATIONS, view));
  }
}
