extension NumberFormat {
  /// A format as XML spreadsheets and web pages write it: a code or one of Excel's names, such as "Short Date".
  init(named name: String) {
    let code =
      switch name {
      case "General Number", "": "General"
      case "General Date": "yyyy/m/d h:mm"
      case "Long Date": "yyyy\"年\"m\"月\"d\"日\""
      case "Medium Date": "d-mmm-yy"
      case "Short Date": "yyyy/m/d"
      case "Long Time": "h:mm:ss"
      case "Medium Time", "Short Time": "h:mm"
      case "Currency", "Euro Currency", "Standard": "#,##0.00"
      case "Fixed": "0.00"
      case "Percent": "0.00%"
      case "Scientific": "0.00E+00"
      case "Yes/No", "True/False", "On/Off": "General"
      default: name
      }
    self.init(code: code)
  }
}
