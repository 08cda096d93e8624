package org.nexusauth.console.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.access.SiteCheck;
import org.nexusauth.console.http.AccessPage;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse.Html;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.HttpExchange;
import org.nexusauth.console.http.PageWriter;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.Frame.Addresses;
import org.nexusauth.console.page.Frame.Messages;
import org.nexusauth.console.page.Frame.Organizations;
import org.nexusauth.console.page.problem.ProblemView;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;

/** Renders pages by templates that were compiled with this module. Thread-safe. */
public final class PageRenderer implements PageWriter {
  private static final String MEDIA_TYPE = "text/html; charset=utf-8";
  private static final String TEMPLATES = "org.nexusauth.console.template";
  private static final int MENU_SIZE = 12;
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, PageRenderer.class.getClassLoader(), TEMPLATES);
  private final Assets assets;
  private final Supplier<Optional<String>> warning;
  private final Clock clock;

  /**
   * Returns a renderer.
   *
   * @param warning returns what is wrong with this node, a sentence; empty for nothing
   */
  public PageRenderer(Assets assets, Supplier<Optional<String>> warning, Clock clock) {
    this.assets = assets;
    this.warning = warning;
    this.clock = clock;
  }

  @Override
  public void writePage(HttpExchange exchange, ConsoleCall call, Html answer) throws IOException {
    HtmlPage page = answer.page();
    Operator operator = call.operator();
    Frame frame =
        new Frame(
            page.title(),
            page.section(),
            operator,
            findOrganizations(exchange, call, answer.secret()),
            addressesFor(exchange),
            exchange.issueFormToken(operator.name()),
            new Messages(findNotice(exchange, call), warning.get(), exchange.requestId()),
            clock.instant());
    exchange.response().setStatus(answer.status());
    write(exchange, render(page, frame), !answer.secret());
  }

  /** Only what a form has led to says what it has done: a link in a message could say anything. */
  private static Optional<String> findNotice(HttpExchange exchange, ConsoleCall call) {
    if (!SiteCheck.canBeFromHere(exchange.request())) {
      return Optional.empty();
    }
    return Notice.find(call.query().readText(Route.NOTICE)).map(Notice::text);
  }

  @Override
  public void writeProblem(
      HttpExchange exchange, @Nullable Operator operator, ProblemException problem)
      throws IOException {
    exchange.writer().startOver(problem.type().uri());
    HttpServletResponse response = exchange.response();
    response.setStatus(problem.type().status());
    problem.headers().forEach(response::setHeader);
    ProblemView view = ProblemView.of(problem, exchange.request().getMethod());
    HtmlPage page = new HtmlPage("problem", problem.type().title(), Section.NONE, view);
    boolean signedIn = operator != null;
    Frame frame =
        new Frame(
            page.title(),
            page.section(),
            operator,
            Organizations.NONE,
            addressesFor(exchange),
            operator == null ? null : exchange.issueFormToken(operator.name()),
            new Messages(
                Optional.empty(),
                signedIn ? warning.get() : Optional.empty(),
                exchange.requestId()),
            clock.instant());
    write(exchange, render(page, frame), true);
  }

  private Addresses addressesFor(HttpExchange exchange) {
    return new Addresses(exchange.pathToRoot(), exchange.applicationAddress(), assets);
  }

  @Override
  public void writeAccessPage(HttpExchange exchange, AccessPage view) throws IOException {
    exchange.writer().startOver(view.title());
    exchange.response().setStatus(view.status());
    HtmlPage page = new HtmlPage("access", view.title(), Section.NONE, view);
    String account = view.account();
    Frame frame =
        new Frame(
            page.title(),
            page.section(),
            null,
            Organizations.NONE,
            addressesFor(exchange),
            account == null ? null : exchange.issueFormToken(account),
            new Messages(Optional.empty(), Optional.empty(), exchange.requestId()),
            clock.instant());
    write(exchange, render(page, frame), true);
  }

  private byte[] render(HtmlPage page, Frame frame) throws IOException {
    Utf8ByteOutput output = new Utf8ByteOutput();
    engine.render(page.template() + ".jte", Map.of("frame", frame, "view", page.view()), output);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
    output.writeTo(bytes);
    return bytes.toByteArray();
  }

  private static void write(HttpExchange exchange, byte[] html, boolean compressible)
      throws IOException {
    HttpServletResponse response = exchange.response();
    response.setHeader("Content-Security-Policy", POLICY);
    byte[] body = html;
    if (compressible && Compression.isAccepted(exchange.request())) {
      response.setHeader("Content-Encoding", "gzip");
      body = Compression.gzip(html);
    }
    exchange.writer().writeBody(MEDIA_TYPE, body);
  }

  /** A new key is shown even if the records cannot be read any more: it is never shown again. */
  private static Organizations findOrganizations(
      HttpExchange exchange, ConsoleCall call, boolean secret) {
    try {
      return readOrganizations(exchange, call);
    } catch (ManagementException | ProblemException e) {
      if (secret) {
        return Organizations.NONE;
      }
      throw e;
    }
  }

  private static Organizations readOrganizations(HttpExchange exchange, ConsoleCall call) {
    List<Organization> menu = new ArrayList<>();
    ResultPage<Organization> page =
        call.services().organizations().list(call.operator(), new PageRequest(MENU_SIZE, null));
    menu.addAll(page.items());
    Organization current = findCurrent(exchange, call, menu);
    if (current != null) {
      menu.removeIf(organization -> organization.id().equals(current.id()));
    }
    boolean isOfPage = call.path().containsKey("organization");
    return new Organizations(current, isOfPage, menu, page.nextCursor() != null);
  }

  /** Finds the organization of the page, or else the one that was shown last, or the only one. */
  private static @Nullable Organization findCurrent(
      HttpExchange exchange, ConsoleCall call, List<Organization> menu) {
    String id = call.path().get("organization");
    if (id != null) {
      RememberedOrganization.remember(exchange, id);
      return call.services().organizations().get(call.operator(), id);
    }
    if (menu.size() == 1) {
      return menu.get(0);
    }
    return RememberedOrganization.find(exchange.request())
        .flatMap(last -> findVisible(call, last))
        .orElse(null);
  }

  private static Optional<Organization> findVisible(ConsoleCall call, String id) {
    try {
      return Optional.of(call.services().organizations().get(call.operator(), id));
    } catch (ManagementException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
