import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import java.nio.file.Path;

/** Makes Java of the templates. Run by the build; not part of the module. */
final class TemplateGenerator {
  private static final String PACKAGE = "org.nexusauth.console.template";

  private TemplateGenerator() {}

  /**
   * Generates all classes.
   *
   * @param args the folder of the templates, and the folder for the classes
   */
  public static void main(String[] args) {
    TemplateEngine engine =
        TemplateEngine.create(
            new DirectoryCodeResolver(Path.of(args[0])),
            Path.of(args[1]),
            ContentType.Html,
            TemplateGenerator.class.getClassLoader(),
            PACKAGE);
    engine.setTrimControlStructures(true);
    engine.generateAll();
  }
}
