package org.nexusauth.filter;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The filters that an application maps in its {@code web.xml}, in that order; the Servlet API does
 * not have it. Immutable.
 *
 * @param mapped the name in each {@code filter-mapping}
 */
record DeclaredFilters(List<String> mapped) {
  private static final String DESCRIPTOR = "/WEB-INF/web.xml";
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  /** Copies the list. */
  DeclaredFilters {
    mapped = List.copyOf(mapped);
  }

  /** Reads them; none where there is no descriptor, or where it cannot be read. */
  static DeclaredFilters read(ServletContext context) {
    try (InputStream descriptor = context.getResourceAsStream(DESCRIPTOR)) {
      if (descriptor != null) {
        return new DeclaredFilters(parse(descriptor));
      }
    } catch (IOException | SAXException | ParserConfigurationException e) {
      // What is not known to stand in front is guarded in front.
    }
    return new DeclaredFilters(List.of());
  }

  private static List<String> parse(InputStream descriptor)
      throws IOException, SAXException, ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature(NO_DOCTYPE, true);
    factory.setNamespaceAware(true);
    Element root = factory.newDocumentBuilder().parse(descriptor).getDocumentElement();
    NodeList mappings = root.getElementsByTagNameNS("*", "filter-mapping");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < mappings.getLength(); i++) {
      NodeList name = ((Element) mappings.item(i)).getElementsByTagNameNS("*", "filter-name");
      if (name.getLength() == 1) {
        names.add(name.item(0).getTextContent().strip());
      }
    }
    return names;
  }

  /** Returns whether the application maps a filter. */
  boolean has(String name) {
    return mapped.contains(name);
  }

  /** Returns whether every mapping of a filter stands before each mapping of another. */
  boolean isBefore(String name, String other) {
    return has(name) && (!has(other) || mapped.lastIndexOf(name) < mapped.indexOf(other));
  }
}
