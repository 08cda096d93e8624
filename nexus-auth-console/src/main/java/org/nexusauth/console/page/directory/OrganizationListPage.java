package org.nexusauth.console.page.directory;

import java.util.List;
import java.util.Map;
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
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** The organizations that an operator sees; admins add and rename them. */
public final class OrganizationListPage {
  private static final String ALL = "/organizations";
  private static final String RENAME = "/organizations/{organization}/rename";

  private OrganizationListPage() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    return List.of(
        Route.page(ALL, Role.VIEWER, OrganizationListPage::showPage).inPages(),
        Route.form(ALL, Role.ADMIN, OrganizationListPage::createFromForm),
        Route.page(RENAME, Role.ADMIN, OrganizationListPage::showRename),
        Route.form(RENAME, Role.ADMIN, OrganizationListPage::renameFromForm));
  }

  /**
   * What the list shows.
   *
   * @param organizations a part of the list
   * @param pager the way through it
   * @param id the id of a new one
   * @param name the name that was typed
   * @param errors what is wrong
   */
  public record OrganizationListView(
      List<Organization> organizations,
      Pager pager,
      NewRecordId id,
      String name,
      FormErrors errors) {}

  /**
   * What the form of a new name shows.
   *
   * @param organization the organization
   * @param name the name in the field
   * @param errors what is wrong
   */
  public record RenameOrganizationView(Organization organization, String name, FormErrors errors) {}

  private static ConsoleResponse showPage(ConsoleCall call) {
    PageRequest page = call.query().readPage();
    call.query().finish();
    return render(call, page, new Input(NewRecordId.draw("org_"), ""), FormErrors.NONE);
  }

  private record Input(NewRecordId id, String name) {}

  private static Html render(ConsoleCall call, PageRequest page, Input input, FormErrors errors) {
    ResultPage<Organization> found = call.services().organizations().list(call.operator(), page);
    OrganizationListView view =
        new OrganizationListView(
            found.items(),
            Pager.of(Map.of(), page.cursor(), found.nextCursor()),
            input.id(),
            input.name(),
            errors);
    return ConsoleResponse.page(
            new HtmlPage("directory/organizations", "Organizations", Section.ORGANIZATIONS, view))
        .withStatus(errors.status());
  }

  private static ConsoleResponse createFromForm(ConsoleCall call) {
    FormReader form = call.form();
    Input input = new Input(NewRecordId.read(form), form.readText("name"));
    form.finish();
    try {
      call.services().organizations().create(call.context(), input.id().id(), input.name());
      return redirectTo(input.id());
    } catch (ManagementException e) {
      if (input.id().isMadeAlready(e)) {
        return redirectTo(input.id());
      }
      return render(call, call.query().readPage(), input, FormErrors.from(e));
    }
  }

  private static ConsoleResponse redirectTo(NewRecordId created) {
    return ConsoleResponse.redirect("organizations", created.id(), "integrations")
        .withNotice(Notice.ORGANIZATION_ADDED.parameter());
  }

  private static ConsoleResponse showRename(ConsoleCall call) {
    Organization organization = read(call);
    return renderRename(organization, organization.name(), FormErrors.NONE);
  }

  private static Organization read(ConsoleCall call) {
    return call.services().organizations().get(call.operator(), call.organization());
  }

  private static Html renderRename(Organization organization, String name, FormErrors errors) {
    return ConsoleResponse.page(
            new HtmlPage(
                "directory/organizationrename",
                "Rename " + organization.name(),
                Section.ORGANIZATIONS,
                new RenameOrganizationView(organization, name, errors)))
        .withStatus(errors.status());
  }

  private static ConsoleResponse renameFromForm(ConsoleCall call) {
    FormReader form = call.form();
    String name = form.readText("name");
    ExpectedVersion version = form.readVersion("version");
    form.finish();
    try {
      call.services().organizations().rename(call.context(), call.organization(), name, version);
      return ConsoleResponse.redirect("organizations").withNotice(Notice.RENAMED.parameter());
    } catch (ManagementException e) {
      Organization present = read(call);
      String shown = name;
      if (e.kind() == Kind.STALE) {
        shown = present.name();
      }
      String text = "Now its name is “" + present.name() + "”.";
      return renderRename(present, shown, FormErrors.from(e, text));
    }
  }
}
