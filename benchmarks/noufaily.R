# Rscript noufaily.R FOLDER: counts.csv (a series a column) through R's surveillance; answers beside it. An oracle only.
suppressMessages(library(surveillance))
folder <- commandArgs(TRUE)[1]
path <- function(name) file.path(folder, name)
counts <- as.matrix(read.csv(path("counts.csv"), header = FALSE))
weeks <- 576:624
series <- sts(counts, start = c(1, 1), frequency = 52)
flexible <- function(threshold) farringtonFlexible(series, control = list(
  range = weeks, b = 5, w = 3, noPeriods = 10, pastWeeksNotIncluded = 26, pThresholdTrend = 1,
  thresholdMethod = threshold, alpha = 0.01, limit54 = c(5, 4), glmWarnings = FALSE))
keep <- function(values, name) write.table(values, path(name), sep = ",", row.names = FALSE, col.names = FALSE)

spent <- function() sum(proc.time()[c("user.self", "sys.self")])
began <- spent()
plugin <- suppressWarnings(flexible("nbPlugin"))
seconds <- spent() - began
keep(plugin@alarm * 1, "alarms.csv")
keep(plugin@control$pvalue, "chances.csv")
keep(plugin@control$mu0Vector, "expected.csv")
keep(plugin@control$phiVector, "dispersion.csv")
keep(suppressWarnings(flexible("delta"))@alarm * 1, "delta.csv")
keep(earsC(series, control = list(range = weeks, method = "C2", alpha = 0.01))@alarm * 1, "ears.csv")
writeLines(c(seconds, R.version$version.string, as.character(packageVersion("surveillance"))), path("about.txt"))
