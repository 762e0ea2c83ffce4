/** Time series in the SQL database an application already has. */
module io.holcstore.core {
    requires transitive java.sql;
    requires static transitive org.jspecify;
    requires de.siegmar.fastcsv;
    requires org.lz4.java;
    requires org.eclipse.collections.api;
    requires org.eclipse.collections.impl;
    requires static org.postgresql.jdbc;
    requires static me.tongfei.progressbar;
    requires static transitive java.net.http;
    requires static jdk.httpserver;
    requires static jdk.jfr;
    requires static jakarta.servlet;
    requires static aircompressor;
    requires static micrometer.core;
    requires static tools.jackson.core;

    exports io.holcstore;
    exports io.holcstore.aggregate;
    exports io.holcstore.django;
    exports io.holcstore.error;
    exports io.holcstore.explorer;
    exports io.holcstore.feed;
    exports io.holcstore.files;
    exports io.holcstore.http;
    exports io.holcstore.key;
    exports io.holcstore.observe;
    exports io.holcstore.partition;
    exports io.holcstore.projection;
    exports io.holcstore.series;
    exports io.holcstore.store;
    exports io.holcstore.time;
}
