package org.nexusauth.console.page.directory;

import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.FormReader;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.FormErrors;
import org.nexusauth.console.page.Notice;
import org.nexusauth.console.page.Pager;
import org.nexusauth.console.page.directory.IntegrationListPage.Filters;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The agents of an organization, for admins. */
public final class AgentListPage {
  static final String PATH = "/organizations/{organization}/agents";

  private AgentListPage() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    return List.of(
        Route.page(PATH, Role.ADMIN, AgentListPage::showPage).inPages().withQuery("q"),
        Route.form(PATH, Role.ADMIN, AgentListPage::createFromForm));
  }

  /**
   * What it shows.
   *
   * @param organization the organization
   * @param filters the filters
   * @param agents a part of the list
   * @param pager the way through it
   * @param form the form that adds one
   */
  public record AgentListView(
      Organization organization,
      Filters filters,
      List<Agent> agents,
      Pager pager,
      NewAgentForm form) {}

  /**
   * The form that adds an agent.
   *
   * @param isOffered whether agents are made here, and not by the application
   * @param id the id of the new one
   * @param name the name that was typed
   * @param errors what is wrong
   */
  public record NewAgentForm(boolean isOffered, NewRecordId id, String name, FormErrors errors) {}

  private static ConsoleResponse showPage(ConsoleCall call) {
    PageRequest page = call.query().readPage();
    Filters filters = Filters.read(call.query(), List.of("q"));
    call.query().finish();
    return render(
        call, page, filters, newForm(call, NewRecordId.draw("agt_"), "", FormErrors.NONE));
  }

  private static NewAgentForm newForm(
      ConsoleCall call, NewRecordId id, String name, FormErrors errors) {
    return new NewAgentForm(!call.services().agents().areOfApplication(), id, name, errors);
  }

  private static Html render(
      ConsoleCall call, PageRequest page, Filters filters, NewAgentForm form) {
    Organization organization =
        call.services().organizations().get(call.operator(), call.organization());
    ResultPage<Agent> found =
        call.services()
            .agents()
            .list(call.operator(), call.organization(), filters.values().get("q"), page);
    AgentListView view =
        new AgentListView(
            organization,
            filters,
            found.items(),
            Pager.of(filters.values(), page.cursor(), found.nextCursor()),
            form);
    return ConsoleResponse.page(new HtmlPage("directory/agents", "Agents", Section.AGENTS, view))
        .withStatus(form.errors().status());
  }

  private static ConsoleResponse createFromForm(ConsoleCall call) {
    FormReader form = call.form();
    NewRecordId id = NewRecordId.read(form);
    String name = form.readText("name");
    form.finish();
    try {
      call.services().agents().create(call.context(), call.organization(), id.id(), name);
      return redirectToList(call);
    } catch (ManagementException e) {
      if (id.isMadeAlready(e)) {
        return redirectToList(call);
      }
      NewAgentForm again = newForm(call, id, name, FormErrors.from(e));
      return render(call, call.query().readPage(), Filters.read(call.query(), List.of("q")), again);
    }
  }

  private static ConsoleResponse redirectToList(ConsoleCall call) {
    return ConsoleResponse.redirect("organizations", call.organization(), "agents")
        .withNotice(Notice.AGENT_ADDED.parameter());
  }
}
