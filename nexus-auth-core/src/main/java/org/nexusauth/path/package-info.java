/** Rules by path: which paths need no key, and which permissions paths need. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.path;
