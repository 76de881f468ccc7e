greffe forms
